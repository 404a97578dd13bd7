using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OjAspire.Tests.Integration;
using Xunit.Abstractions;

namespace OjAspire.Tests.Processes;

/// <summary>A real API server is told to stop (SIGTERM).</summary>
public sealed class ServerLeavingTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Leaving = "127.0.0.51";
    private const string Staying = "127.0.0.52";
    private const int Bash = 46;

    private readonly ProcessCluster _cluster = ProcessCluster.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_stopping_replica_serves_on_for_a_while_and_sends_its_clients_away_with_their_answers()
    {
        var server = await _cluster.StartReplicaAsync(Leaving, Times(lameDuck: "00:00:04", drain: "00:00:20"));
        await _cluster.StartReplicaAsync(Staying);
        var sandbox = _cluster.StartSandbox(1, [Leaving, Staying]);
        var (client, other) = (_cluster.Client(Leaving), _cluster.Client(Staying));
        await client.WaitForSlotsAsync(1);
        await other.WaitForSlotsAsync(1);
        var inFlight = client.JudgeAsync(Bash, "sleep 3; echo hi", new { expected_output = "hi" });
        await WhenRunningAsync(other);

        var start = TimeProvider.System.GetTimestamp();
        server.Terminate();
        while (await GetAsync(client.Http, "/health") != HttpStatusCode.ServiceUnavailable)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(2), "it stays ready");
        }

        Assert.Contains("draining", await ReadAsync(client.Http, "/health"), StringComparison.Ordinal);
        output.WriteLine($"unready after {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:0} ms");
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client.Http, "/alive"));

        Assert.Equal(3, await CountConnectionsAsync(client.Http.BaseAddress!, requests: 3));

        // New submissions are taken, judged through the other replica, and answered here.
        using var posted = await client.Http.PostAsJsonAsync("/submissions", new { language_id = Bash, source_code = "echo 1" });
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        Assert.True(posted.Headers.ConnectionClose);
        Assert.Equal("AC", (await client.JudgeAsync(Bash, "echo hi", new { expected_output = "hi" }))["verdict"]!.GetValue<string>());
        Assert.Equal("AC", (await inFlight)["verdict"]!.GetValue<string>());
        Assert.Equal(0, await server.WhenExitedAsync());
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        output.WriteLine($"ended after {elapsed.TotalSeconds:0.00} s");
        Assert.InRange(elapsed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(27));
        await sandbox.WhenAsync($"Scheduler at {Leaving}:{_cluster.Port} is draining; nothing more is claimed from it");
        await sandbox.WhenAsync($"Stream to scheduler at {Leaving}:{_cluster.Port} ended: the server ended the stream");
        var token = (await posted.Content.ReadFromJsonAsync<JsonNode>())!["token"]!.GetValue<string>();
        await other.WaitForVerdictAsync(token);
        Assert.All((await StoredSubmission.ReadAllAsync(_cluster.Store)).Values, submission => Assert.Equal(1, submission.Attempt));
    }

    [Fact]
    public async Task The_queue_of_a_stopping_replica_is_started_elsewhere_at_once()
    {
        // No sandbox here, and patience with that: the whole queue waits until the order to stop.
        var server = await _cluster.StartReplicaAsync(Leaving, new Dictionary<string, string>(Times("00:00:01", "00:00:05")) { ["Oj__Scheduling__HandOverAfter"] = "00:10:00" });

        // Which looks for abandoned submissions so seldom that only a notice makes it quick.
        await _cluster.StartReplicaAsync(Staying, new Dictionary<string, string> { ["Oj__Ownership__Lease"] = "00:02:00", ["Oj__Ownership__RenewEvery"] = "00:01:00" });
        _cluster.StartSandbox(2, [Staying]);
        var (client, other) = (_cluster.Client(Leaving), _cluster.Client(Staying));
        await other.WaitForSlotsAsync(2);
        var batch = Enumerable.Range(0, 20).Select(_ => new { language_id = Bash, source_code = "sleep 0.1" }).ToArray();
        for (var sent = 0; sent < 200; sent += batch.Length)
        {
            using var response = await client.Http.PostAsJsonAsync("/submissions/batch", new { submissions = batch });
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        Assert.Equal(0, (await other.GetStatusAsync())["processing_count"]!.GetValue<int>());
        var start = TimeProvider.System.GetTimestamp();
        server.Terminate();
        await WhenRunningAsync(other);
        var elapsed = TimeProvider.System.GetElapsedTime(start);

        output.WriteLine($"from SIGTERM to the first of 200 jobs running: {elapsed.TotalMilliseconds:0} ms");
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(0, await server.WhenExitedAsync());
    }

    [Fact]
    public async Task A_client_that_waits_is_told_the_state_when_the_time_is_over_and_the_next_server_takes_the_submission_over()
    {
        var server = await _cluster.StartReplicaAsync(Leaving, Times(lameDuck: "00:00:00", drain: "00:00:01"));
        using var waiting = new HttpRequestMessage(HttpMethod.Post, "/submissions?wait=true")
        {
            Content = JsonContent.Create(new { language_id = Bash, source_code = "echo hi", expected_output = "hi" }),
        };
        var client = _cluster.Client(Leaving);
        var sandbox = _cluster.StartSandbox(1, [Leaving]);
        await client.WaitForSlotsAsync(1);
        Assert.Equal(0, await sandbox.TerminateAsync());
        var answering = client.Http.SendAsync(waiting);
        await WhenAnyAsync("waiting_count", client);

        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await server.TerminateAsync());
        output.WriteLine($"ended after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.00} s");
        using var answer = await answering;
        var told = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal((HttpStatusCode.Created, "In Queue"), (answer.StatusCode, told["status"]!["description"]!.GetValue<string>()));

        await _cluster.StartReplicaAsync(Staying);
        _cluster.StartSandbox(1, [Staying]);
        Assert.Equal("AC", (await _cluster.Client(Staying).WaitForVerdictAsync(told["token"]!.GetValue<string>()))["verdict"]!.GetValue<string>());
    }

    private static Dictionary<string, string> Times(string lameDuck, string drain) =>
        new() { ["Oj__Ownership__LameDuckTime"] = lameDuck, ["Oj__Ownership__DrainTime"] = drain };

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private static async Task<string> ReadAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await response.Content.ReadAsStringAsync();
    }

    private static Task WhenRunningAsync(OjClient client) => WhenAnyAsync("processing_count", client);

    private static async Task WhenAnyAsync(string count, OjClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while ((await client.GetStatusAsync())[count]!.GetValue<int>() == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>How many connections a client of HTTP/2 opens for requests one after the other.</summary>
    private static async Task<int> CountConnectionsAsync(Uri address, int requests)
    {
        var connections = 0;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                connections++;
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        for (var request = 0; request < requests; request++)
        {
            Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/languages"));
        }

        return connections;
    }
}
