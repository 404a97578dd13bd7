using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjApi.Endpoints;
using OjApi.Gateway;
using OjApi.Languages;
using OjApi.SandboxStatus;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Gateway;

/// <summary>A real server on a free port of the loopback, with the store in memory and a clock of its own.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public const string JoinToken = "a secret of this test";

    private readonly WebApplication _app;
    private GrpcChannel? _channel;

    private GatewayHost(TimeProvider? time, IEnumerable<(string Key, string Value)> settings)
    {
        Store = new FakeSubmissionStore(time ?? Time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["API_HOST"] = "127.0.0.1",
            ["API_PORT"] = "0",
            ["Oj:JoinToken"] = JoinToken,
            ["Oj:Zone"] = "zone-1",
            ["Oj:Gateway:MaxMessageBytes"] = "65536",
            ["Oj:Ownership:LameDuckTime"] = "00:00:00",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.Services.AddSingleton(time ?? Time);
        builder.Services.AddSingleton<ISubmissionStore>(Store);
        builder.Services.AddSingleton<ISubmissionFeed>(Store);
        builder.Services.AddSingleton<IKnownLanguages>(Languages);
        builder.AddOwnEndpoint();
        builder.Services.AddScheduling();
        builder.Services.AddSubmissions();
        builder.Services.AddGateway();
        _app = builder.Build();
        _app.MapGateway();
        _app.MapSandboxStatus();
        _app.MapHealthChecks("/health");
    }

    public FakeTimeProvider Time { get; } = new();

    public FakeSubmissionStore Store { get; }

    public FakeKnownLanguages Languages { get; } = new();

    public LogRecorder Logs { get; } = new();

    /// <summary>Events that may be errors in this test; any other error fails it.</summary>
    public HashSet<string> ExpectedErrors { get; } = [];

    /// <summary>A client of this server's HTTP side.</summary>
    public HttpClient Http { get; } = new();

    public Uri Address => new(_app.Services.GetRequiredService<OwnAddress>().Url);

    public Scheduler Scheduler => _app.Services.GetRequiredService<Scheduler>();

    public SubmissionFollowers Followers => _app.Services.GetRequiredService<SubmissionFollowers>();

    public ISubmissionControl Control => _app.Services.GetRequiredService<ISubmissionControl>();

    /// <summary>How many streams are open, those among them that are not connected yet.</summary>
    public int OpenStreams => _app.Services.GetRequiredService<StreamBounds>().Open;

    /// <summary>How many sandbox ids have a stream.</summary>
    public int HeldIds => _app.Services.GetRequiredService<SandboxIds>().Count;

    public string ServerId => _app.Services.GetRequiredService<ServerIdentity>().Id;

    /// <param name="settings">Configuration over the usual one.</param>
    public static Task<GatewayHost> StartAsync(params IEnumerable<(string Key, string Value)> settings) => StartAsync(null, settings);

    /// <param name="time">A clock that goes by itself; <see cref="Time"/> then has no effect.</param>
    public static async Task<GatewayHost> StartAsync(TimeProvider? time, params IEnumerable<(string Key, string Value)> settings)
    {
        var host = new GatewayHost(time, settings);
        await host._app.StartAsync();
        host.Http.BaseAddress = host.Address;
        host._channel = GrpcChannel.ForAddress(host.Address);
        return host;
    }

    /// <summary>Opens a stream and says nothing on it.</summary>
    public ScriptedSandbox Dial(string? authorization = "Bearer " + JoinToken) => Dial(_channel!, authorization);

    private static ScriptedSandbox Dial(GrpcChannel channel, string? authorization)
    {
        var headers = new Metadata();
        if (authorization is not null)
        {
            headers.Add("authorization", authorization);
        }

        return new ScriptedSandbox(new SchedulerService.SchedulerServiceClient(channel).SandboxStream(headers));
    }

    /// <summary>Opens a stream, connects, and reads the answer.</summary>
    public async Task<ScriptedSandbox> ConnectAsync(Connect? connect = null)
    {
        var sandbox = Dial();
        await sandbox.SendAsync(new SandboxMessage { Connect = connect ?? ScriptedSandbox.Hello() });
        Assert.Equal(ServerId, (await sandbox.ReadAsync()).ConnectResponse?.ServerId);
        return sandbox;
    }

    public async Task<Guid> SubmitAsync(string language = "cpp") =>
        (await _app.Services.GetRequiredService<ISubmissionIntake>().AcceptAsync([FakeServer.Program(language)], CancellationToken.None))[0].Token;

    /// <summary>Lets the server's time pass in small steps until something has come of it.</summary>
    /// <returns>How much time passed.</returns>
    public async Task<TimeSpan> PassTimeUntilAsync(Task end)
    {
        var start = Time.GetTimestamp();
        await AdvanceUntilAsync(end);
        return Time.GetElapsedTime(start);
    }

    /// <summary>Begins to stop; the server's time stands still unless the test moves it.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Lets the server's time pass until something has ended.</summary>
    public async Task AdvanceUntilAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(end, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        await end;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _channel?.Dispose();
        await AdvanceUntilAsync(_app.StopAsync());
        await _app.DisposeAsync();
        Assert.DoesNotContain(Logs.Records, record => record.Level >= LogLevel.Error && !ExpectedErrors.Contains(record.Event ?? ""));
    }
}
