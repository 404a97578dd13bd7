using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OjAspire.Tests.Hosting;

public sealed class BalancingTests : IAsyncLifetime
{
    private const int Replicas = 3;

    private SampleApplication _application = null!;

    public async Task InitializeAsync() => _application = await SampleApplication.StartAsync(Replicas);

    public Task DisposeAsync() => _application.DisposeAsync().AsTask();

    [Fact]
    public async Task Requests_of_one_kept_connection_visit_every_replica()
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        using var client = new HttpClient(handler) { BaseAddress = _application.Address };

        var first = await _application.AskAsync(client);
        var next = await _application.AskAsync(client);
        var last = await _application.AskAsync(client);

        Assert.Equal(Replicas, new[] { first, next, last }.Select(answer => answer.ProcessId).Distinct().Count());
        Assert.Equal("HTTP/1.1", first.Protocol);
    }

    [Fact]
    public async Task Clear_text_http2_reaches_every_replica_as_http2()
    {
        using var client = SampleApplication.Http2Client(_application.Address);

        SampleAnswer[] answers = [await _application.AskAsync(client), await _application.AskAsync(client), await _application.AskAsync(client)];

        Assert.Equal(Replicas, answers.Select(answer => answer.ProcessId).Distinct().Count());
        Assert.All(answers, answer => Assert.Equal("HTTP/2", answer.Protocol));
    }

    [Fact]
    public async Task A_replica_learns_who_asked_and_for_which_host_and_a_client_cannot_pretend()
    {
        using var client = new HttpClient { BaseAddress = _application.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        var answer = await _application.AskAsync(client);

        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(answer.Caller)));
        Assert.Equal($"localhost:{_application.Address.Port}", answer.Host);
        Assert.Equal("http", answer.Scheme);
    }

    [Fact]
    public async Task Both_loopback_addresses_take_requests()
    {
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri($"http://127.0.0.1:{_application.Address.Port}/who"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri($"http://[::1]:{_application.Address.Port}/who"))).StatusCode);
    }

    [Fact]
    public async Task An_event_arrives_while_its_stream_is_still_open()
    {
        using var client = new HttpClient { BaseAddress = _application.Address };
        using var stream = new StreamReader(await client.GetStreamAsync("/events"));

        Assert.Equal("data: first", await stream.ReadLineAsync().WaitAsync(SampleApplication.Patience, TimeProvider.System));
    }

    [Fact]
    public async Task A_call_streams_both_ways_at_once_and_ends_with_its_trailers()
    {
        using var client = SampleApplication.Http2Client(_application.Address);
        var content = new DuplexContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo") { Version = new(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = content };

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(SampleApplication.Patience, TimeProvider.System);
        using var answers = new StreamReader(await response.Content.ReadAsStreamAsync());
        await content.WriteLineAsync("ping");
        Assert.Equal("ping", await answers.ReadLineAsync().WaitAsync(SampleApplication.Patience, TimeProvider.System));
        await content.WriteLineAsync("pong");
        Assert.Equal("pong", await answers.ReadLineAsync().WaitAsync(SampleApplication.Patience, TimeProvider.System));
        content.Complete();

        Assert.Null(await answers.ReadLineAsync().WaitAsync(SampleApplication.Patience, TimeProvider.System));
        Assert.Equal("reached", response.TrailingHeaders.GetValues("x-end").Single());
    }

    [Fact]
    public async Task Without_a_replica_the_answer_is_503_and_says_so()
    {
        foreach (var replica in await _application.HealthyAsync(Replicas))
        {
            var stopped = await _application.App.ResourceCommands.ExecuteCommandAsync(replica.ResourceId, "stop");
            Assert.True(stopped.Success, stopped.Message);
        }

        using var client = new HttpClient { BaseAddress = _application.Address };
        using var response = await client.GetAsync("/who");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("'sample'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
