using OjApi.Scheduling.Ordering;

namespace OjApi.Scheduling;

/// <summary>The waiting jobs, and the policy that orders them. Touched under the lock of <see cref="Scheduler"/> only.</summary>
internal sealed class ReadyQueue(IWaitingOrder order)
{
    /// <summary>Jobs of which a sandbox died. They have had their turn, so they go first where they may go.</summary>
    private readonly OldestFirstOrder _suspects = new();

    private WaitingWork _snapshot = new(0, []);

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    public void Add(TrackedJob job)
    {
        OrderOf(job).Add(job);
        Version++;
    }

    public void Remove(TrackedJob job)
    {
        OrderOf(job).Remove(job);
        Version++;
    }

    /// <summary>What some sandbox may be given has changed, though what waits has not: it has a suspect now, or has none any more.</summary>
    public void RightsChanged() => Version++;

    /// <summary>
    /// The job that a sandbox is given now; counted as given, so it is held next. A job of which a sandbox died only while it has no
    /// other such job.
    /// </summary>
    public TrackedJob? Choose(SandboxStream stream) =>
        (_suspects.IsEmpty || stream.Sandbox.HasSuspect ? null : _suspects.Choose(stream.Hello.LanguageKeys)) ?? order.Choose(stream.Hello.LanguageKeys);

    /// <summary>What waits now; computed once per change.</summary>
    public WaitingWork Snapshot()
    {
        if (_snapshot.Version != Version)
        {
            _snapshot = _suspects.IsEmpty
                ? new WaitingWork(Version, [.. order.Languages])
                : new WaitingWork(Version, [.. Together()]) { WithoutSuspects = new WaitingWork(Version, [.. order.Languages]) };
        }

        return _snapshot;
    }

    private IWaitingOrder OrderOf(TrackedJob job) => job.IsSuspect ? _suspects : order;

    private IEnumerable<LanguageWaiting> Together() => order.Languages.Concat(_suspects.Languages)
        .GroupBy(waiting => waiting.LanguageKey)
        .Select(same => new LanguageWaiting(same.Key, same.Sum(waiting => waiting.Count), same.Min(waiting => waiting.OldestEnqueuedAt)));
}
