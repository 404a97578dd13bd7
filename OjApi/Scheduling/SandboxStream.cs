using System.Collections.Concurrent;

namespace OjApi.Scheduling;

/// <summary>
/// One connected stream. For callers a handle; everything mutable in it is touched under the lock of
/// <see cref="Scheduler"/> only.
/// </summary>
internal sealed class SandboxStream(SandboxHello hello, ConnectedSandbox sandbox, WakeUp workChanged, DateTimeOffset connectedAt)
{
    private readonly ConcurrentQueue<JobKey> _cancels = new();
    private int _nudges;

    public SandboxHello Hello { get; } = hello;

    public DateTimeOffset ConnectedAt { get; } = connectedAt;

    /// <summary>The process at the other end, shared with its other streams here.</summary>
    internal ConnectedSandbox Sandbox { get; } = sandbox;

    /// <summary>Set when the sandbox is to be told something that is no answer.</summary>
    internal WakeUp WorkChanged { get; } = workChanged;

    /// <summary>The newest report of this stream; absent before the first.</summary>
    internal SandboxReport? Report { get; set; }

    /// <summary>When that came; absent before the first.</summary>
    internal DateTimeOffset? LastReportAt { get; set; }

    /// <summary>Jobs whose <see cref="TrackedJob.Holder"/> is this stream.</summary>
    internal HashSet<TrackedJob> Held { get; } = [];

    /// <summary>Whether its languages count as covered; kept by <see cref="LanguageCoverage"/>.</summary>
    internal bool Covers { get; set; }

    /// <summary>Whether a claim was refused because the sandbox looked full; its next report may tell otherwise.</summary>
    internal bool RefusedForCapacity { get; set; }

    /// <summary>Grows when this sandbox is to be told what waits. Needs no lock.</summary>
    internal int Nudges => Volatile.Read(ref _nudges);

    /// <summary>The next delivery that the sandbox is to stop. Needs no lock.</summary>
    internal bool TryTakeCancel(out JobKey key) => _cancels.TryDequeue(out key);

    /// <summary>Has the sandbox told to stop a delivery that it has or is given: that many at most are to be told.</summary>
    internal void Cancel(JobKey key)
    {
        _cancels.Enqueue(key);
        WorkChanged.Set();
    }

    internal StreamView ToView() => new(
        Hello.SandboxId, ConnectedAt, LastReportAt, Report?.OpenClaims.Count ?? 0, [.. Held.Select(job => job.Token)]);

    internal void Nudge()
    {
        Interlocked.Increment(ref _nudges);
        WorkChanged.Set();
    }
}
