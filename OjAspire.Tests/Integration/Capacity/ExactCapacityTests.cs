using System.Globalization;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Integration.Capacity;

/// <summary>
/// Three replicas and two sandboxes of four slots, all real processes, under more load from every replica than there are
/// slots for. Who runs is seen from outside, and by the programs that are judged.
/// </summary>
[Collection(Alone.Name)]
public sealed class ExactCapacityTests : IAsyncLifetime
{
    private const int Slots = 4;
    private const int Sandboxes = 2;
    private const int All = Slots * Sandboxes;
    private const int JobsPerReplica = 40;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Addresses = ["127.0.71.1", "127.0.71.2", "127.0.71.3"];
    private static readonly string[] Lengths = ["0.02", "0.1", "0.3", "0.02", "0.1", "0.3", "0.02", "2"];

    private readonly ProcessCluster _cluster = ProcessCluster.Create();
    private readonly List<ChildProcess> _sandboxes = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private OjClient[] _replicas = [];

    public async Task InitializeAsync()
    {
        await Task.WhenAll(Addresses.Select(address => _cluster.StartReplicaAsync(address)));
        _sandboxes.AddRange(Enumerable.Range(0, Sandboxes).Select(_ => _cluster.StartSandbox(Slots, Addresses)));
        _replicas = [.. Addresses.Select(address => _cluster.Client(address))];
        await Task.WhenAll(_replicas.Select(replica => replica.WaitForSlotsAsync(All)));
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Under_load_from_every_replica_no_sandbox_runs_more_than_its_slots_and_all_replicas_say_the_same()
    {
        var witnesses = _sandboxes.Select(sandbox => new BoxWitness(sandbox.Id)).ToArray();
        using var ending = new CancellationTokenSource();
        var watching = WatchAsync(witnesses, ending.Token);
        var sampling = Task.WhenAll(_replicas.Select(replica => SampleAsync(replica, ending.Token)));

        var tokens = await Task.WhenAll(_replicas.Select(SubmitAllAsync));
        var submitted = TimeProvider.System.GetElapsedTime(_start);
        var outputs = (await Task.WhenAll(_replicas.Zip(tokens, WaitForAllAsync))).SelectMany(output => output).ToArray();
        await Task.Delay(Agreement.Within, TimeProvider.System);
        await ending.CancelAsync();
        await watching;

        // Every slot was used, or the load was none.
        Assert.All(witnesses, witness => Assert.Equal(Slots, witness.Most));
        Assert.InRange(MostAtOnce(outputs), Slots + 1, All);
        AssertAgreement(await sampling, submitted);
        Assert.DoesNotContain(
            _cluster.Replicas.Values.SelectMany(replica => replica.Lines),
            line => line.Contains("is delivered again", StringComparison.Ordinal) || line.Contains("is a repeat", StringComparison.Ordinal));
    }

    private static async Task WatchAsync(BoxWitness[] witnesses, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Array.ForEach(witnesses, witness => witness.Look());
            await Task.Delay(LookEvery, TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<List<StatusSample>> SampleAsync(OjClient replica, CancellationToken cancellationToken)
    {
        var samples = new List<StatusSample>();
        while (!cancellationToken.IsCancellationRequested)
        {
            var askedAt = TimeProvider.System.GetElapsedTime(_start);
            var status = await replica.GetStatusAsync();
            samples.Add(StatusSample.Read(status, askedAt, TimeProvider.System.GetElapsedTime(_start)));
            await Task.Delay(AskEvery, TimeProvider.System, CancellationToken.None);
        }

        return samples;
    }

    private static Task<string[]> SubmitAllAsync(OjClient replica) =>
        Task.WhenAll(Enumerable.Range(0, JobsPerReplica).Select(job => replica.SubmitAsync(46, Program(Lengths[job % Lengths.Length]))));

    /// <summary>Waits for all verdicts; what each program printed.</summary>
    private static Task<string[]> WaitForAllAsync(OjClient replica, string[] tokens) => Task.WhenAll(tokens.Select(async token =>
    {
        var judged = await replica.WaitForVerdictAsync(token);
        Assert.Equal("AC", judged["verdict"]!.GetValue<string>());
        return judged["stdout"]!.GetValue<string>();
    }));

    // Prints when it began and when it was about to end.
    private static string Program(string seconds) => $"b=$EPOCHREALTIME\nsleep {seconds}\necho $b $EPOCHREALTIME";

    /// <summary>How many of the programs ran at the same moment, by what they printed.</summary>
    private static int MostAtOnce(IEnumerable<string> outputs)
    {
        var (running, most) = (0, 0);
        var changes = outputs.Select(output => output.Split(' ', StringSplitOptions.TrimEntries).Select(time => decimal.Parse(time, CultureInfo.InvariantCulture)).ToArray())
            .SelectMany(times => new[] { (At: times[0], Change: 1), (At: times[1], Change: -1) });
        foreach (var (_, change) in changes.OrderBy(change => change.At).ThenBy(change => change.Change))
        {
            running += change;
            most = Math.Max(most, running);
        }

        return most;
    }

    /// <param name="submitted">When the last job had been submitted.</param>
    private static void AssertAgreement(List<StatusSample>[] replicas, TimeSpan submitted)
    {
        var all = replicas.SelectMany(samples => samples).ToArray();
        Assert.All(all, sample => Assert.Equal((All, All - sample.Processing, sample.Running.Count), (sample.Total, sample.Available, sample.Processing)));
        Assert.Contains(all, sample => sample is { Processing: All, Waiting: > 0 });
        foreach (var (one, other) in replicas.SelectMany(one => replicas.Where(other => other != one).Select(other => (one, other))))
        {
            Agreement.AssertSameJobs(one, other);
            Agreement.AssertSameWaiting(
                one.Where(sample => sample.AskedAt > submitted + Agreement.Within), [.. other.Where(sample => sample.AskedAt > submitted)]);
        }

        Assert.All(replicas, samples => Assert.Equal((All, 0), (samples[^1].Available, samples[^1].Waiting)));
    }
}
