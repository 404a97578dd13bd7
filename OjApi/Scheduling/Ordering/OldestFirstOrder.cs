using System.Collections.Frozen;

namespace OjApi.Scheduling.Ordering;

/// <summary>Everybody stands in one line: the job that was accepted first is next, whatever its tenant and its priority.</summary>
internal sealed class OldestFirstOrder : IWaitingOrder
{
    private readonly Dictionary<string, SortedSet<TrackedJob>> _byLanguage = new(StringComparer.Ordinal);

    /// <summary>Whether nobody stands in the line.</summary>
    public bool IsEmpty => _byLanguage.Count == 0;

    public IEnumerable<LanguageWaiting> Languages =>
        _byLanguage.Select(entry => new LanguageWaiting(entry.Key, entry.Value.Count, entry.Value.Min!.EnqueuedAt));

    public void Add(TrackedJob job)
    {
        if (!_byLanguage.TryGetValue(job.LanguageKey, out var jobs))
        {
            _byLanguage[job.LanguageKey] = jobs = new SortedSet<TrackedJob>(JobComparers.OldestFirst);
        }

        jobs.Add(job);
    }

    public void Remove(TrackedJob job)
    {
        var jobs = _byLanguage[job.LanguageKey];
        jobs.Remove(job);
        if (jobs.Count == 0)
        {
            _byLanguage.Remove(job.LanguageKey);
        }
    }

    public TrackedJob? Choose(FrozenSet<string> languageKeys)
    {
        TrackedJob? oldest = null;
        foreach (var (languageKey, jobs) in _byLanguage)
        {
            if (languageKeys.Contains(languageKey) && (oldest is null || JobComparers.OldestFirst.Compare(jobs.Min, oldest) < 0))
            {
                oldest = jobs.Min;
            }
        }

        return oldest;
    }
}
