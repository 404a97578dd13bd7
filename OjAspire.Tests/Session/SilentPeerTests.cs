using OjAspire.Tests.Integration;
using OjAspire.Tests.Processes;
using Xunit.Abstractions;

namespace OjAspire.Tests.Session;

/// <summary>Real replicas and a real sandbox, each on a machine of its own in a network whose links can be cut without a word.</summary>
public sealed class SilentPeerTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Slots = 2;
    private const int Shell = 46;
    private const string Parted = "10.77.0.1";
    private const string CutOff = "10.77.0.2";
    private const string Sound = "10.77.0.3";
    private const string Sandbox = "10.77.0.10";
    private const string User = "10.77.0.100";
    private static readonly string[] Replicas = [Parted, CutOff, Sound];
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Rejoined = TimeSpan.FromSeconds(3);

    private readonly ProcessCluster _cluster = ProcessCluster.Create();
    private VirtualNetwork _network = null!;
    private ChildProcess _sandbox = null!;

    public async Task InitializeAsync()
    {
        _network = await VirtualNetwork.CreateAsync();
        foreach (var replica in Replicas)
        {
            await _cluster.StartReplicaAsync(replica, machine: await _network.AddAsync(replica));
        }

        await _network.AddAsync(User);
        _sandbox = _cluster.StartSandbox(Slots, Replicas, machine: await _network.AddAsync(Sandbox));
        foreach (var replica in Replicas)
        {
            await Client(replica).WaitForSlotsAsync(Slots);
        }
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _network.DisposeAsync();
    }

    [Fact]
    public async Task Peer_that_falls_silent_is_noticed_by_both_sides_its_job_is_judged_once_and_it_is_met_again()
    {
        var token = await Client(Parted).SubmitAsync(Shell, "sleep 4; echo 1", new { expected_output = "1" });
        await WhenRunningAsync(Client(Sound), 1);

        // One replica and the sandbox lose each other and nobody else; another replica is lost to everybody.
        var cut = TimeProvider.System.GetTimestamp();
        await _network.PartAsync(Sandbox, Parted);
        await _network.CutAsync(CutOff);
        await Task.WhenAll(
            WithinAsync(Noticed, cut, "the sandbox noticed the parted replica", EndedAsync(Parted)),
            WithinAsync(Noticed, cut, "the sandbox noticed the replica that is cut off", EndedAsync(CutOff)),
            WithinAsync(Noticed, cut, "the parted replica counts no slots", Client(Parted).WaitForSlotsAsync(0)),
            WithinAsync(Noticed, cut, "the replica that is cut off noticed the sandbox", DisconnectedAsync(CutOff)));

        _cluster.Replicas[Parted].Lines.Concat(_cluster.Replicas[CutOff].Lines)
            .Where(line => line.Contains(" disconnected", StringComparison.Ordinal)).ToList().ForEach(output.WriteLine);
        Assert.Equal("AC", (await Client(Sound).WaitForVerdictAsync(token))["verdict"]!.GetValue<string>());
        Assert.Equal("AC", (await Client(Parted).WaitForVerdictAsync(token))["verdict"]!.GetValue<string>());
        var said = _cluster.Replicas.Values.SelectMany(each => each.Lines);
        Assert.DoesNotContain(said, line => line.Contains("is delivered again", StringComparison.Ordinal));

        var mended = TimeProvider.System.GetTimestamp();
        await _network.RejoinAsync(Sandbox, Parted);
        await _network.MendAsync(CutOff);
        await Task.WhenAll(
            WithinAsync(Rejoined, mended, "the parted replica counts the slots", Client(Parted).WaitForSlotsAsync(Slots)),
            WithinAsync(Rejoined, mended, "the replica that was cut off is connected", ConnectedAsync(CutOff, times: 2)));

        Assert.Equal("AC", (await Client(Parted).JudgeAsync(Shell, "echo 1", new { expected_output = "1" }))["verdict"]!.GetValue<string>());
        Undisturbed(Sound);
    }

    [Fact]
    public async Task Killed_replica_is_noticed_at_once_and_disturbs_no_other()
    {
        var token = await Client(Sound).SubmitAsync(Shell, "sleep 1; echo 1", new { expected_output = "1" });
        await WhenRunningAsync(Client(Sound), 1);

        var killed = TimeProvider.System.GetTimestamp();
        await _cluster.KillReplicaAsync(CutOff);
        await WithinAsync(Noticed, killed, "the sandbox noticed the killed replica", EndedAsync(CutOff));

        Assert.Equal("AC", (await Client(Sound).WaitForVerdictAsync(token))["verdict"]!.GetValue<string>());
        await _cluster.StartReplicaAsync(CutOff, machine: _network.Machines[CutOff]);
        await WithinAsync(Rejoined, TimeProvider.System.GetTimestamp(), "the new replica is connected", ConnectedAsync(CutOff, times: 2));
        Undisturbed(Sound);
        Undisturbed(Parted);
    }

    private OjClient Client(string replica) => _cluster.Client(replica, _network.Machines[User]);

    private Task EndedAsync(string replica) => _sandbox.WhenAsync(line => IsEnd(line, replica));

    private Task ConnectedAsync(string replica, int times) =>
        _sandbox.WhenAsync($"Connected to scheduler at {replica}:{_cluster.Port}", times);

    private Task DisconnectedAsync(string replica) =>
        _cluster.Replicas[replica].WhenAsync(line => line.Contains(" disconnected", StringComparison.Ordinal));

    private void Undisturbed(string replica)
    {
        Assert.DoesNotContain(_sandbox.Lines, line => IsEnd(line, replica));
        Assert.DoesNotContain(_cluster.Replicas[replica].Lines, line => line.StartsWith("fail:", StringComparison.Ordinal));
        Assert.DoesNotContain(_sandbox.Lines, line => line.StartsWith("fail:", StringComparison.Ordinal));
    }

    private bool IsEnd(string line, string replica) =>
        line.Contains($"Stream to scheduler at {replica}:{_cluster.Port} ended", StringComparison.Ordinal);

    private static async Task WhenRunningAsync(OjClient client, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while ((await client.GetStatusAsync())["processing_count"]!.GetValue<int>() != count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    private async Task WithinAsync(TimeSpan limit, long since, string what, Task happens)
    {
        await happens;
        var took = TimeProvider.System.GetElapsedTime(since);
        output.WriteLine($"{what} after {took.TotalSeconds:0.000} s");
        Assert.True(took <= limit, $"{what} after {took.TotalSeconds:0.000} s");
    }
}
