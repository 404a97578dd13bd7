using System.Globalization;
using System.Net;
using Oj.Contracts.Scheduling;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Integration;
using OjAspire.Tests.Storage;
using Xunit.Abstractions;

namespace OjAspire.Tests.Processes;

/// <summary>The server of the store goes away under load, and comes back. Nothing else is started again.</summary>
public sealed class PostgresOutageTests(FlushingPostgresServer server, ITestOutputHelper output) : IClassFixture<FlushingPostgresServer>, IAsyncLifetime
{
    private static readonly string[] Addresses = ["127.0.78.1", "127.0.78.2"];

    private static readonly Dictionary<string, string> ShortLease = new()
    {
        ["Oj__Ownership__Lease"] = "00:00:03",
        ["Oj__Ownership__RenewEvery"] = "00:00:01",
    };

    private ProcessCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var store = new StoreDatabase(server);
        await store.CreateAsync();
        _cluster = ProcessCluster.Create(store);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_server_that_is_killed_and_started_again_loses_nothing_that_was_acknowledged() =>
        await EndureAsync(TimeSpan.FromSeconds(20), server.StopAtOnceAsync, server.StartAsync);

    [Fact]
    public async Task A_server_that_hangs_holds_nobody_up_for_long_and_loses_nothing_either() =>
        await EndureAsync(
            TimeSpan.FromSeconds(10),
            () =>
            {
                server.Pause();
                return Task.CompletedTask;
            },
            () =>
            {
                server.Resume();
                return Task.CompletedTask;
            });

    [Fact]
    public async Task A_replica_that_starts_before_its_server_waits_for_it()
    {
        await server.StopAtOnceAsync();
        var starting = _cluster.StartReplicaAsync(Addresses[0]);
        await Eventually.TrueAsync(() => _cluster.Replicas.TryGetValue(Addresses[0], out var replica)
            && replica.Lines.Any(line => line.Contains("does not answer yet", StringComparison.Ordinal)));

        await server.StartAsync();
        await starting;

        using var health = await _cluster.Client(Addresses[0]).Http.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task A_replica_that_is_told_to_stop_while_it_waits_for_its_server_ends_in_order()
    {
        await server.StopAtOnceAsync();
        try
        {
            var replica = _cluster.Track(ChildProcess.Start(
                ProcessCluster.Dotnet, [ProcessCluster.Built("OjApi")], _cluster.ReplicaEnvironment(Addresses[0])));
            await replica.WhenAsync(line => line.Contains("does not answer yet", StringComparison.Ordinal));

            Assert.Equal(0, await replica.TerminateAsync());

            Assert.DoesNotContain(replica.Lines, line => line.Contains("Unhandled exception", StringComparison.Ordinal));
        }
        finally
        {
            await server.StartAsync();
        }
    }

    private async Task EndureAsync(TimeSpan away, Func<Task> goAway, Func<Task> comeBack)
    {
        foreach (var address in Addresses)
        {
            await _cluster.StartReplicaAsync(address, ShortLease);
        }

        _cluster.StartSandbox(2, Addresses);
        foreach (var address in Addresses)
        {
            await _cluster.Client(address).WaitForSlotsAsync(2);
        }

        var clients = Addresses.Select(address => _cluster.Client(address)).ToList();
        var running = await clients[0].SubmitAsync(46, "sleep 3; echo 1", new { expected_output = "1\n" });
        var outage = new Outage([.. clients.Select(client => client.Http)]);
        using var enough = new CancellationTokenSource();
        var load = outage.RunAsync(enough.Token);
        await Eventually.TrueAsync(() => outage.Accepted.Count > 10);

        await goAway();
        var before = outage.Accepted.Count;
        await Task.Delay(away, TimeProvider.System);
        Assert.All(await Task.WhenAll(clients.Select(HealthAsync)), health => Assert.Equal(HttpStatusCode.ServiceUnavailable, health));
        await comeBack();
        var back = TimeProvider.System.GetTimestamp();
        var during = outage.Accepted.Count;
        await Eventually.TrueAsync(() => outage.Accepted.Count > during + 20);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accepting again for a while after {TimeProvider.System.GetElapsedTime(back).TotalSeconds:0.0} s"));
        await enough.CancelAsync();
        await load;
        await Eventually.TrueAsync(async () => (await Task.WhenAll(clients.Select(HealthAsync))).All(health => health == HttpStatusCode.OK));

        await VerifyAsync(outage, clients, running);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outage.Accepted.Count} accepted ({before} before), {outage.Refused} refused, longest answer {outage.Longest.TotalSeconds:0.0} s"));
    }

    private async Task VerifyAsync(Outage outage, List<OjClient> clients, string running)
    {
        foreach (var token in outage.Accepted.Append(running))
        {
            Assert.Equal("AC", (await clients[1].WaitForVerdictAsync(token))["verdict"]!.GetValue<string>());
        }

        Assert.Empty(outage.Wrong);
        Assert.InRange(outage.Refused, 1, int.MaxValue);
        Assert.InRange(outage.Longest, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        var stored = await StoredSubmission.ReadAllAsync(_cluster.Store);
        Assert.Equal(outage.Accepted.Append(running).Select(Guid.Parse).Order(), stored.Keys.Order());
        var finals = stored.Values.Where(submission => submission.FinalSequence is not null).ToList();
        Assert.All(finals, submission => Assert.Equal(Verdict.Accepted, submission.Verdict));
        Assert.Equal(finals.Count, finals.Select(submission => submission.FinalSequence).Distinct().Count());

        // Every lease had run out, and everybody lived: nothing changes hands, and nothing is run again.
        Assert.All(stored.Values, submission => Assert.Equal(1, submission.Attempt));
        Assert.DoesNotContain(_cluster.Replicas.Values.SelectMany(replica => replica.Lines), line => line.Contains("Adopted", StringComparison.Ordinal));
        foreach (var replica in _cluster.Replicas.Values)
        {
            Assert.Single(replica.Lines, line => line.Contains("The submission store is not available:", StringComparison.Ordinal));
            Assert.Single(replica.Lines, line => line.Contains("The submission store is available again", StringComparison.Ordinal));
        }
    }

    private static async Task<HttpStatusCode> HealthAsync(OjClient client)
    {
        using var response = await client.Http.GetAsync(new Uri("/health", UriKind.Relative));
        return response.StatusCode;
    }
}
