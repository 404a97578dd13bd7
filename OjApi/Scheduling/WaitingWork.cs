using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OjApi.Scheduling;

/// <summary>What waits at this replica, as of one moment. Immutable and shared by all streams.</summary>
/// <param name="Version">Grows with every change; equal versions are equal snapshots.</param>
/// <param name="Languages">One entry per language with waiting jobs.</param>
internal sealed record WaitingWork(long Version, ImmutableArray<LanguageWaiting> Languages)
{
    /// <summary>How many jobs wait in all languages.</summary>
    public int Count => Languages.Sum(language => language.Count);

    /// <summary>How many jobs wait in these languages.</summary>
    public int CountFor(FrozenSet<string> languageKeys)
    {
        var count = 0;
        foreach (var language in Languages)
        {
            count += languageKeys.Contains(language.LanguageKey) ? language.Count : 0;
        }

        return count;
    }

    /// <summary>Since when the oldest of those waits; the end of time when there is none.</summary>
    public DateTimeOffset OldestFor(FrozenSet<string> languageKeys)
    {
        var oldest = DateTimeOffset.MaxValue;
        foreach (var language in Languages)
        {
            if (language.OldestEnqueuedAt < oldest && languageKeys.Contains(language.LanguageKey))
            {
                oldest = language.OldestEnqueuedAt;
            }
        }

        return oldest;
    }

    /// <summary>The same moment, offering nothing: said to whom nothing would be given.</summary>
    public WaitingWork Withheld() => this with { Languages = [] };
}
