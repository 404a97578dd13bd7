namespace OjApi.Scheduling;

// What this replica leaves to others: everything once it stops, and what no sandbox here can judge.
internal sealed partial class Scheduler
{
    private readonly LanguageCoverage _coverage;
    private bool _draining;

    /// <summary>Set when <see cref="TakeUnservable"/> has something to give.</summary>
    public WakeUp Unservable { get; } = new();

    /// <summary>Set when a sandbox came that can judge what nobody here could before.</summary>
    public WakeUp CoverageGained { get; } = new();

    /// <summary>Whether this replica is about to stop.</summary>
    public bool IsDraining => Volatile.Read(ref _draining);

    /// <summary>From now on nothing is given out and no stream is taken in.</summary>
    public void BeginDrain()
    {
        using var door = Enter();
        _draining = true;
        _announcer.TellAll();
        OfferUnservable(door.Now);
    }

    /// <summary>
    /// Lets go of waiting jobs that nobody here will take: those in languages that no connected sandbox has had for
    /// <see cref="SchedulingOptions.HandOverAfter"/>, and once draining all of them. The store has to be told.
    /// </summary>
    /// <param name="limit">At most this many.</param>
    public IReadOnlyList<Guid> TakeUnservable(int limit)
    {
        using var door = Enter();
        var now = door.Now;
        var unservable = _queue.Snapshot().Languages.Where(language => IsUnservable(language, now)).Select(language => language.LanguageKey).ToHashSet();
        TrackedJob[] jobs = unservable.Count == 0
            ? []
            : [.. _jobs.Jobs.Where(job => job.Phase == JobPhase.Waiting && unservable.Contains(job.LanguageKey)).Take(limit)];
        foreach (var job in jobs)
        {
            _jobs.Forget(job);
        }

        return [.. jobs.Select(job => job.Token)];
    }

    /// <summary>Keys of the languages that a connected sandbox takes jobs of.</summary>
    public IReadOnlyCollection<string> CoveredLanguages()
    {
        using var door = Enter();
        return [.. _coverage.Languages];
    }

    private bool IsUnservable(LanguageWaiting language, DateTimeOffset now) =>
        _draining || _coverage.MissingSince(language.LanguageKey) + _options.HandOverAfter <= now;

    private void OfferUnservable(DateTimeOffset now)
    {
        if (_queue.Snapshot().Languages.Any(language => IsUnservable(language, now)))
        {
            Unservable.Set();
        }
    }

    private void Cover(SandboxStream stream, bool takesWork, DateTimeOffset now)
    {
        if (_coverage.Update(stream, takesWork, now))
        {
            CoverageGained.Set();
        }
    }
}
