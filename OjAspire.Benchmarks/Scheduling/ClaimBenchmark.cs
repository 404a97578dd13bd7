using System.Collections.Frozen;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using OjApi.Scheduling;
using OjApi.Scheduling.Ordering;

namespace OjAspire.Benchmarks.Scheduling;

/// <summary>
/// What the scheduling core costs for one job (queued, claimed, result in, forgotten) while others wait, as a ratio to a
/// priority queue under a lock, which is the least that any such core needs.
/// </summary>
[MemoryDiagnoser]
public class ClaimBenchmark
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<WaitingJob, DateTimeOffset> _limit = new();
    private Scheduler _scheduler = null!;
    private SandboxStream _stream = null!;
    private string[] _tenants = [];
    private int _jobs;
    private DateTimeOffset _enqueuedAt = TimeProvider.System.GetUtcNow();

    /// <summary>Jobs that wait all the time.</summary>
    [Params(10, 10_000)]
    public int Waiting { get; set; }

    /// <summary>Whom they belong to, in turn; 0 stands for the plain order, which asks nobody.</summary>
    [Params(0, 1, 1_000)]
    public int Tenants { get; set; }

    /// <summary>Sandboxes that are connected; all but one of them have no free slot.</summary>
    [Params(1, 500)]
    public int Sandboxes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _tenants = [.. Enumerable.Range(0, Math.Max(1, Tenants)).Select(number => $"tenant-{number}")];
        var options = new SchedulingOptions { MaxUnfinished = Waiting + 1, Order = Tenants == 0 ? JobOrder.OldestFirst : JobOrder.Fair };
        _scheduler = new Scheduler(Options.Create(options), TimeProvider.System);
        _scheduler.Connect(new SandboxHello("base", "base-1", 1, FrozenSet.ToFrozenSet(["cpp"]), ""), new WakeUp(), out var stream);
        _stream = stream!;
        for (var other = 1; other < Sandboxes; other++)
        {
            Fill($"other-{other}");
        }

        for (var job = 0; job < Waiting; job++)
        {
            Enqueue(NextJob());
            _limit.Enqueue(NextJob(), _enqueuedAt);
        }
    }

    [Benchmark(Baseline = true)]
    public object PriorityQueueUnderLock()
    {
        var job = NextJob();
        lock (_lock)
        {
            _limit.Enqueue(job, job.EnqueuedAt);
            return _limit.Dequeue();
        }
    }

    [Benchmark]
    public object Core()
    {
        Enqueue(NextJob());
        var job = _scheduler.Claim(_stream, "claim").Job!;
        _scheduler.ResultReceived(_stream, job.Key);
        _scheduler.Forget(job.Key);
        return job;
    }

    private void Fill(string baseId)
    {
        _scheduler.Connect(new SandboxHello(baseId, $"{baseId}-1", 1, FrozenSet.ToFrozenSet(["cpp"]), ""), new WakeUp(), out var stream);
        var elsewhere = new SandboxReport(1, [new JobKey(Guid.NewGuid(), 1)], FrozenSet<JobKey>.Empty, FrozenSet<string>.Empty, SandboxAvailability.Ready, "");
        _scheduler.Report(stream!, elsewhere);
    }

    private WaitingJob NextJob() => new(
        new JobKey(Guid.NewGuid(), 1), "cpp", _enqueuedAt += TimeSpan.FromTicks(1), Tenant: _tenants[_jobs++ % _tenants.Length]);

    private void Enqueue(WaitingJob job)
    {
        if (!_scheduler.TryReserve(1))
        {
            throw new InvalidOperationException("The core is full: a job was not forgotten.");
        }
        _scheduler.Enqueue([job]);
    }
}
