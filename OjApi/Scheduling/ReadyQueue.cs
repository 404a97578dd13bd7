using System.Collections.Frozen;
using OjApi.Scheduling.Ordering;

namespace OjApi.Scheduling;

/// <summary>The waiting jobs, and the policy that orders them. Touched under the lock of <see cref="Scheduler"/> only.</summary>
internal sealed class ReadyQueue(IWaitingOrder order)
{
    /// <summary>Jobs of which a sandbox died. They have had their turn, so they go first where they may go.</summary>
    private readonly OldestFirstOrder _suspects = new();

    /// <summary>Those among them that a sandbox has now.</summary>
    private readonly HashSet<TrackedJob> _suspectsOut = [];

    private WaitingWork _snapshot = new(0, []);
    private WaitingWork _offer = new(0, []);

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

    /// <summary>A sandbox has this job.</summary>
    public void GivenOut(TrackedJob job)
    {
        if (job.IsSuspect && _suspectsOut.Add(job))
        {
            Version++;
        }
    }

    /// <summary>No sandbox has this job any more, or it is no suspect any more.</summary>
    public void IsBack(TrackedJob job)
    {
        if (_suspectsOut.Remove(job))
        {
            Version++;
        }
    }

    /// <summary>
    /// The job that a sandbox with these languages is given now; counted as given, so it is held next. A job of which a sandbox died
    /// only while no other one is out.
    /// </summary>
    public TrackedJob? Choose(FrozenSet<string> languageKeys) =>
        (_suspectsOut.Count == 0 ? _suspects.Choose(languageKeys) : null) ?? order.Choose(languageKeys);

    /// <summary>What waits now; computed once per change.</summary>
    public WaitingWork Snapshot()
    {
        if (_snapshot.Version != Version)
        {
            _snapshot = new WaitingWork(Version, [.. _suspects.IsEmpty ? order.Languages : Together()]);
        }

        return _snapshot;
    }

    /// <summary>What of it may be given out now, and is told to sandboxes: they would claim the rest in vain, and again and again.</summary>
    public WaitingWork Offer()
    {
        if (_suspectsOut.Count == 0 || _suspects.IsEmpty)
        {
            return Snapshot();
        }

        if (_offer.Version != Version)
        {
            _offer = new WaitingWork(Version, [.. order.Languages]);
        }

        return _offer;
    }

    private IWaitingOrder OrderOf(TrackedJob job) => job.IsSuspect ? _suspects : order;

    private IEnumerable<LanguageWaiting> Together() => order.Languages.Concat(_suspects.Languages)
        .GroupBy(waiting => waiting.LanguageKey)
        .Select(same => new LanguageWaiting(same.Key, same.Sum(waiting => waiting.Count), same.Min(waiting => waiting.OldestEnqueuedAt)));
}
