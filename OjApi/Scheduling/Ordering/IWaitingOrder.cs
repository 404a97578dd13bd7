using System.Collections.Frozen;

namespace OjApi.Scheduling.Ordering;

/// <summary>
/// Which of the waiting jobs a free slot gets. A policy beside the core: whatever it decides, no job is lost or given out
/// twice. Touched under the lock of <see cref="Scheduler"/> only.
/// </summary>
internal interface IWaitingOrder
{
    /// <summary>
    /// What waits, one entry per language. Sandboxes ask the replica first that names the oldest job, so a job named here must
    /// be one that claims come to in a bounded number: one that others overtake for ever would draw all claims to this
    /// replica and starve the others.
    /// </summary>
    IEnumerable<LanguageWaiting> Languages { get; }

    void Add(TrackedJob job);

    void Remove(TrackedJob job);

    /// <summary>The next job in any of these languages; counted as given out, so the caller removes it.</summary>
    TrackedJob? Choose(FrozenSet<string> languageKeys);
}
