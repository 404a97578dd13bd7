using System.Collections.Immutable;

namespace OjApi.Scheduling;

/// <summary>The waiting jobs, oldest first within each language. Touched under the lock of <see cref="Scheduler"/> only.</summary>
internal sealed class ReadyQueue
{
    private static readonly Comparer<TrackedJob> OldestFirst = Comparer<TrackedJob>.Create((left, right) =>
    {
        var byAge = left.EnqueuedAt.CompareTo(right.EnqueuedAt);
        return byAge != 0 ? byAge : left.Sequence.CompareTo(right.Sequence);
    });

    private readonly Dictionary<string, SortedSet<TrackedJob>> _byLanguage = new(StringComparer.Ordinal);
    private WaitingWork _snapshot = new(0, []);

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    public void Add(TrackedJob job)
    {
        if (!_byLanguage.TryGetValue(job.LanguageKey, out var jobs))
        {
            _byLanguage[job.LanguageKey] = jobs = new SortedSet<TrackedJob>(OldestFirst);
        }

        jobs.Add(job);
        Version++;
    }

    public void Remove(TrackedJob job)
    {
        var jobs = _byLanguage[job.LanguageKey];
        jobs.Remove(job);
        if (jobs.Count == 0)
        {
            _byLanguage.Remove(job.LanguageKey);
        }

        Version++;
    }

    /// <summary>The job that has waited longest among those in the given languages.</summary>
    public TrackedJob? Oldest(IReadOnlySet<string> languageKeys)
    {
        TrackedJob? oldest = null;
        foreach (var (languageKey, jobs) in _byLanguage)
        {
            if (languageKeys.Contains(languageKey) && (oldest is null || OldestFirst.Compare(jobs.Min!, oldest) < 0))
            {
                oldest = jobs.Min;
            }
        }

        return oldest;
    }

    /// <summary>What waits now; computed once per change.</summary>
    public WaitingWork Snapshot()
    {
        if (_snapshot.Version != Version)
        {
            var languages = _byLanguage.Select(entry => new LanguageWaiting(entry.Key, entry.Value.Count, entry.Value.Min!.EnqueuedAt));
            _snapshot = new WaitingWork(Version, languages.ToImmutableArray());
        }

        return _snapshot;
    }
}
