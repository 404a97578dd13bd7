using System.Collections.Frozen;
using System.Collections.Immutable;
using OjApi.Scheduling.Ordering;

namespace OjApi.Scheduling;

/// <summary>The waiting jobs, and the policy that orders them. Touched under the lock of <see cref="Scheduler"/> only.</summary>
internal sealed class ReadyQueue(IWaitingOrder order)
{
    private WaitingWork _snapshot = new(0, []);

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    public void Add(TrackedJob job)
    {
        order.Add(job);
        Version++;
    }

    public void Remove(TrackedJob job)
    {
        order.Remove(job);
        Version++;
    }

    /// <summary>The job that a sandbox with these languages is given now; counted as given, so it is held next.</summary>
    public TrackedJob? Choose(FrozenSet<string> languageKeys) => order.Choose(languageKeys);

    /// <summary>What waits now; computed once per change.</summary>
    public WaitingWork Snapshot()
    {
        if (_snapshot.Version != Version)
        {
            _snapshot = new WaitingWork(Version, order.Languages.ToImmutableArray());
        }

        return _snapshot;
    }
}
