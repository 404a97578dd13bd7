using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OjApi.Callbacks;
using OjApi.Judge0;
using OjApi.Languages;
using OjApi.OpenApi;
using OjApi.Storage;
using OjApi.Submissions;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Judge0;

/// <summary>The REST interface on a real port, over a real store; only what needs sandboxes is a fake.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestStore _store;
    private readonly ErrorLog _log;

    private ApiHost(WebApplication app, TestStore store, ErrorLog log)
    {
        _log = log;
        _app = app;
        _store = store;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public FakeIntake Intake => (FakeIntake)_app.Services.GetRequiredService<ISubmissionIntake>();

    public FakeControl Control => (FakeControl)_app.Services.GetRequiredService<ISubmissionControl>();

    public ISubmissionStore Store => _app.Services.GetRequiredService<ISubmissionStore>();

    public SubmissionFollowers Followers => _app.Services.GetRequiredService<SubmissionFollowers>();

    public KnownLanguages Languages => _app.Services.GetRequiredService<KnownLanguages>();

    public static Task<ApiHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(new StoreFile(), settings);

    public static Task<ApiHost> StartAsync(TestStore store, params (string Key, string Value)[] settings) => StartAsync(store, TimeProvider.System, settings);

    /// <param name="store">Created and removed with it.</param>
    public static async Task<ApiHost> StartAsync(TestStore store, TimeProvider time, params (string Key, string Value)[] settings)
    {
        await store.CreateAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var log = new ErrorLog();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(log);
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)).Append(new(StorageOptions.Key, store.ConnectionString)));
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<ISubmissionIntake, FakeIntake>();
        builder.Services.AddSingleton<ISubmissionControl, FakeControl>();
        builder.Services.AddSingleton<IJudgingCapacity, FakeCapacity>();
        builder.AddProblemAnswers();
        builder.AddSubmissionStorage();
        builder.AddKnownLanguages();
        builder.AddJudge0();
        builder.AddCallbacks();
        builder.AddApiDocumentation();
        var app = builder.Build();
        app.UseProblemAnswers();
        app.MapJudge0();
        app.MapApiDocumentation();
        await app.StartAsync();
        return new ApiHost(app, store, log);
    }

    /// <summary>Sends JSON, given as an object or as text.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, object body) => Client.PostAsync(
        new Uri(path, UriKind.Relative), new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));

    /// <summary>Sends bytes as they are, under a content type.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType = "application/json") => Client.PostAsync(
        new Uri(path, UriKind.Relative), new ByteArrayContent(body) { Headers = { { "Content-Type", contentType } } });

    /// <summary>Sends JSON with headers of its own.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, object body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>Sends a submission that must be accepted.</summary>
    public async Task<Guid> SubmitAsync(object body, string query = "")
    {
        using var response = await PostAsync("/submissions" + query, body);
        Assert.Equal(201, (int)response.StatusCode);
        return (await ReadAsync(response))["token"]!.GetValue<Guid>();
    }

    /// <summary>Reads what must be there.</summary>
    public async Task<JsonNode> ReadAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(200, (int)response.StatusCode);
        return await ReadAsync(response);
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.RemoveAsync();
        Assert.True(_log.Errors.IsEmpty, string.Join("\n", _log.Errors));
    }
}
