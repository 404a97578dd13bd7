using System.Net;
using OjSandbox.Discovery;
using OjSandbox.Session.Streams;
using Kind = Oj.Contracts.Scheduling.SandboxMessage.MessageOneofCase;

namespace OjAspire.Tests.Session;

/// <summary>The sandbox's host with a limit of connections, and real gRPC servers on loopback.</summary>
public sealed class ConnectionLimitTests
{
    [Fact]
    public async Task Sandbox_keeps_to_its_limit_and_says_so_in_the_log_and_in_every_report()
    {
        // Nobody stands in for a chosen server that is slow to answer.
        await using var sandbox = new SandboxUnderTest(("Oj:MaxConnections", "2"), ("Oj:ReconnectCap", "60"));
        await using var servers = await Servers.StartAsync(sandbox.BaseId, 4);
        var ranked = servers.Ranked;

        await sandbox.StartAsync(ranked);
        var stream = await ranked[0].NextStreamAsync();
        await ranked[1].NextStreamAsync();
        while ((await stream.NextAsync(Kind.State)).State.Connections is not { Known: 4, Chosen: 2, Limit: 2, Open: 2 })
        {
            // The next report that is due tells it when this one was too early.
            await stream.AnnounceAsync(0);
        }

        Assert.False(ranked[2].HasUnseenStream || ranked[3].HasUnseenStream);
        string[] keys = [.. ranked.Take(2).Select(server => server.Key).Order(StringComparer.Ordinal)];
        await sandbox.Log.WhenAsync(line => line.Message == $"Connection limit in force: keeping streams to 2 of 4 known scheduler(s): [{keys[0]} {keys[1]}]");
        await sandbox.Log.WhenAsync(line => line.Message == $"Managing connections to 2 scheduler(s): [{keys[0]} {keys[1]}]");
    }

    [Fact]
    public async Task Stream_that_is_displaced_ends_its_work_and_says_goodbye_when_its_successor_is_connected()
    {
        await using var sandbox = new SandboxUnderTest(("Oj:MaxConnections", "1"), ("Oj:ReconnectCap", "60"));
        await using var servers = await Servers.StartAsync(sandbox.BaseId, 2);
        var (better, worse) = (servers.Ranked[0], servers.Ranked[1]);
        await sandbox.StartAsync(worse);
        var displaced = await worse.NextStreamAsync();
        await displaced.AnnounceAsync(1);
        await displaced.AssignAsync((await displaced.NextAsync(Kind.Claim)).Claim.ClaimId, "t1");
        var judged = await sandbox.Judge.NextAsync();

        sandbox.Publish(better, worse);

        // The first report to the successor: from now on the other stream is let go.
        await (await better.NextStreamAsync()).NextAsync(Kind.State);
        await displaced.AnnounceAsync(1);
        judged.Accept();
        var result = (await displaced.NextAsync(Kind.Result)).Result;
        await displaced.AcknowledgeAsync(result.Job);

        // Fails if a claim comes first: then the goodbye never does.
        await displaced.NextAsync(Kind.Goodbye);
        await sandbox.Log.WhenAsync("NotChosen");
        await sandbox.Log.WhenAsync(line => line.Message == $"Managing connections to 1 scheduler(s): [{better.Key}]");
        Assert.False(worse.HasUnseenStream);
    }

    [Fact]
    public async Task Next_in_rank_stands_in_for_a_replica_that_cannot_be_reached_and_leaves_when_it_can()
    {
        await using var sandbox = new SandboxUnderTest(("Oj:MaxConnections", "1"));
        await using var standIn = await ScriptedScheduler.StartAsync();
        var port = ScriptedScheduler.FreePort();
        var dead = Enumerable.Range(2, 200)
            .Select(number => IPAddress.Parse($"127.0.0.{number}"))
            .First(address => Rank(sandbox.BaseId, Address(address), standIn.Address)[0] == Address(address));

        await sandbox.StartAsync([Address(dead), standIn.Address]);
        var stream = await standIn.NextStreamAsync();
        await using var back = await ScriptedScheduler.StartAsync(address: dead, port: port);
        await back.NextStreamAsync();

        await stream.NextAsync(Kind.Goodbye);

        Uri Address(IPAddress address) => new($"http://{address}:{port}");
    }

    [Fact]
    public async Task Stream_to_an_endpoint_that_is_gone_from_discovery_does_not_count_and_is_left_to_end()
    {
        await using var sandbox = new SandboxUnderTest(("Oj:MaxConnections", "1"));
        await using var leaving = await ScriptedScheduler.StartAsync();
        await using var coming = await ScriptedScheduler.StartAsync();
        await sandbox.StartAsync(leaving);
        var living = await leaving.NextStreamAsync();

        sandbox.Publish(coming);
        await coming.NextStreamAsync();
        await living.AnnounceAsync(1);

        // Work there is still taken.
        await living.NextAsync(Kind.Claim);
    }

    private static List<Uri> Rank(string baseId, params IEnumerable<Uri> addresses) =>
        [.. Rendezvous.Rank(baseId, addresses.Select(address => new SchedulerEndpoint(address))).Select(endpoint => endpoint.Address)];

    private sealed record Servers(IReadOnlyList<ScriptedScheduler> Ranked) : IAsyncDisposable
    {
        public static async Task<Servers> StartAsync(string baseId, int count)
        {
            var servers = new List<ScriptedScheduler>();
            while (servers.Count < count)
            {
                servers.Add(await ScriptedScheduler.StartAsync(new ScriptedScheduler { ReportBy = TimeSpan.FromSeconds(6) }));
            }

            var addresses = Rank(baseId, servers.Select(server => server.Address));
            return new Servers([.. servers.OrderBy(server => addresses.IndexOf(server.Address))]);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var server in Ranked)
            {
                await server.DisposeAsync();
            }
        }
    }
}
