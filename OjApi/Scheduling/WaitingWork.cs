using System.Collections.Immutable;

namespace OjApi.Scheduling;

/// <summary>What waits at this replica, as of one moment. Immutable and shared by all streams.</summary>
/// <param name="Version">Grows with every change; equal versions are equal snapshots.</param>
/// <param name="Languages">One entry per language with waiting jobs.</param>
internal sealed record WaitingWork(long Version, ImmutableArray<LanguageWaiting> Languages)
{
    /// <summary>How many jobs wait in all languages.</summary>
    public int Count => Languages.Sum(language => language.Count);

    /// <summary>The same moment, offering nothing: said to whom nothing would be given.</summary>
    public WaitingWork Withheld() => this with { Languages = [] };
}
