using System.Collections.Immutable;

namespace OjApi.Scheduling;

/// <summary>What waits at this replica, as of one moment. Immutable and shared by all streams.</summary>
/// <param name="Version">Grows with every change; equal versions are equal snapshots.</param>
/// <param name="Languages">One entry per language with waiting jobs.</param>
internal sealed record WaitingWork(long Version, ImmutableArray<LanguageWaiting> Languages)
{
    /// <summary>What a sandbox that has a suspect may have of it; absent when it may have all.</summary>
    public WaitingWork? WithoutSuspects { get; init; }

    /// <summary>How many jobs wait in all languages.</summary>
    public int Count => Languages.Sum(language => language.Count);

    /// <summary>What of it this sandbox may be given, and is told of: it would claim the rest in vain, and again and again.</summary>
    public WaitingWork For(SandboxStream stream) => WithoutSuspects is { } rest && stream.Sandbox.HasSuspect ? rest : this;

    /// <summary>How many jobs wait that this sandbox may be given.</summary>
    public int CountFor(SandboxStream stream)
    {
        var count = 0;
        foreach (var language in For(stream).Languages)
        {
            count += stream.Hello.LanguageKeys.Contains(language.LanguageKey) ? language.Count : 0;
        }

        return count;
    }

    /// <summary>Since when the oldest of those waits; the end of time when there is none.</summary>
    public DateTimeOffset OldestFor(SandboxStream stream)
    {
        var oldest = DateTimeOffset.MaxValue;
        foreach (var language in For(stream).Languages)
        {
            if (language.OldestEnqueuedAt < oldest && stream.Hello.LanguageKeys.Contains(language.LanguageKey))
            {
                oldest = language.OldestEnqueuedAt;
            }
        }

        return oldest;
    }

    /// <summary>The same moment, offering nothing: said to whom nothing would be given.</summary>
    public WaitingWork Withheld() => new(Version, []);
}
