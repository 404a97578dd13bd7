using Oj.Contracts.Scheduling;
using OjSandbox.Judging;

namespace OjSandbox.Session.Slots;

/// <summary>What the slots know of one connected server. Not thread-safe. Times are on the keeper's clock.</summary>
/// <param name="number">Unique, ascending in the order of opening.</param>
/// <param name="isNear">Whether the server is of the sandbox's own zone (<see cref="ClaimPolicy.IsNear"/>).</param>
/// <param name="tally">Where the claims are counted over all streams.</param>
internal sealed class StreamRecord(StreamHandle stream, long number, bool isNear, TimeSpan reportBy, ClaimTally tally, TimeSpan now)
{
    // Reports that became due together would stay together for ever. Each stream has a period of its own, half of what its
    // server allows or up to a tenth less, so they part at once and drift further apart with every round.
    private readonly TimeSpan _reportEvery = reportBy * (0.5 - (0.05 * (number * GoldenRatio % 1)));
    private readonly Queue<string> _unsentClaims = new();
    private readonly ServerClock _clock = new();
    private readonly Dictionary<string, TimeSpan> _openClaims = new(StringComparer.Ordinal);

    // Its multiples modulo one are spread as evenly as can be, however many there are.
    private const double GoldenRatio = 0.6180339887498949;

    public StreamHandle Stream { get; } = stream;

    public long Number { get; } = number;

    public bool IsNear { get; } = isNear;

    /// <summary>The server stops: nothing is claimed from it any more, results still go to it.</summary>
    public bool Draining { get; set; }

    /// <summary>This sandbox wants the stream no longer: nothing is claimed on it any more, and goodbye is said when nothing is left to do.</summary>
    public bool LetGo { get; set; }

    /// <summary>The stream is about to be replaced; nothing new is given to it.</summary>
    public bool Broken { get; set; }

    /// <summary>The languages that the server was told of when the stream began.</summary>
    public required IReadOnlyList<Language> Announced { get; init; }

    /// <summary>Whether these are not the languages of this sandbox any more: nothing is claimed, and the stream is replaced.</summary>
    public bool IsOutdated { get; private set; }

    /// <summary>Goodbye was taken; nothing may follow.</summary>
    public bool Left { get; set; }

    /// <summary>No claim goes out before this time.</summary>
    public TimeSpan PausedUntil { get; private set; }

    /// <summary>How many jobs wait there that can be judged here.</summary>
    public int Waiting { get; private set; }

    /// <summary>Since when the oldest of them has waited: the age that was told, counted back from when that was sent.</summary>
    public TimeSpan OldestSince { get; private set; }

    /// <summary>Version of the state last reported; -1 when none was.</summary>
    public long ReportedVersion { get; private set; } = -1;

    /// <summary>When the next report is due even if nothing changes: before half of what the server allows.</summary>
    public TimeSpan ReportDue { get; private set; } = now;

    /// <summary>Outcomes given to this stream and not yet taken by its writer. No more than there are unacknowledged ones.</summary>
    public Queue<Job> Outcomes { get; } = new();

    /// <summary>Claims sent and not answered.</summary>
    public IReadOnlyCollection<string> OpenClaims => _openClaims.Keys;

    /// <summary>Claims that keep a slot free, sent or about to be.</summary>
    public int Claims => _openClaims.Count + _unsentClaims.Count;

    /// <summary>Whether anything may still be sent on it.</summary>
    public bool IsUsable => !Broken && !Left;

    /// <summary>Whether there is work that nothing has been claimed for yet.</summary>
    public bool CanClaim(TimeSpan now) => HasUnclaimedWork && PausedUntil <= now;

    public bool HasUnsentClaim => _unsentClaims.Count > 0;

    private bool HasUnclaimedWork => !Draining && !LetGo && !IsOutdated && IsUsable && Waiting > Claims;

    /// <summary>What this sandbox is fit for has changed.</summary>
    public void Follow(Fitness fitness)
    {
        IsOutdated = !ReferenceEquals(Announced, fitness.Languages) && !Announced.SequenceEqual(fitness.Languages);
        if (IsOutdated || !fitness.TakesJobs)
        {
            WithdrawUnsentClaims();
        }
    }

    public void SetWaiting(WorkWaiting? waiting, Func<string, bool> isInstalled, TimeSpan now)
    {
        Waiting = 0;
        OldestSince = now;
        var sentAt = waiting?.SentAt is { } sent ? _clock.ToOurs(sent.ToDateTimeOffset() - DateTimeOffset.UnixEpoch, now) : now;
        foreach (var queue in waiting?.Queues.Where(queue => isInstalled(queue.LanguageKey)) ?? [])
        {
            Waiting = (int)Math.Min(int.MaxValue, Waiting + (long)queue.Count);
            var since = sentAt - (queue.OldestAge?.ToTimeSpan() ?? TimeSpan.Zero);
            OldestSince = since < OldestSince ? since : OldestSince;
        }
    }

    public void AddClaim(string id)
    {
        _unsentClaims.Enqueue(id);
        tally.Count++;
    }

    public bool TryTakeClaim(TimeSpan now, out string id)
    {
        if (!_unsentClaims.TryDequeue(out id!))
        {
            return false;
        }

        _openClaims.Add(id, now);
        return true;
    }

    /// <summary>A claim was answered; <see langword="false"/> when there is no such claim.</summary>
    public bool Answer(string claimId)
    {
        var known = _openClaims.Remove(claimId);
        tally.Count -= known ? 1 : 0;
        return known;
    }

    /// <summary>Takes back the claims that nobody has seen yet.</summary>
    public void WithdrawUnsentClaims()
    {
        tally.Count -= _unsentClaims.Count;
        _unsentClaims.Clear();
    }

    /// <summary>The stream has ended: no claim on it will be answered.</summary>
    public void VoidClaims()
    {
        WithdrawUnsentClaims();
        tally.Count -= _openClaims.Count;
        _openClaims.Clear();
    }

    public void PauseUntil(TimeSpan time) => PausedUntil = time;

    /// <param name="shown">The version of the state that every server is to have seen.</param>
    public bool ReportIsDue(long shown, TimeSpan now) => ReportedVersion < shown || ReportDue <= now;

    public void Reported(long version, TimeSpan now)
    {
        ReportedVersion = version;
        ReportDue = now + _reportEvery;
    }

    /// <summary>Whether a claim has been open for too long.</summary>
    public bool ClaimIsOverdue(TimeSpan timeout, TimeSpan now) => IsUsable && OldestClaim + timeout <= now;

    /// <summary>
    /// When something will have to be done about this stream by itself; <see langword="null"/> when nothing will. What is
    /// due already does not count: it has been dealt with, or waits for the stream's writer.
    /// </summary>
    public TimeSpan? NextDue(TimeSpan claimTimeout, TimeSpan now)
    {
        TimeSpan? next = null;
        if (IsUsable)
        {
            Consider(ReportDue);
            Consider(OldestClaim + claimTimeout);
            Consider(HasUnclaimedWork ? PausedUntil : null);
        }

        return next;

        void Consider(TimeSpan? due) => next = due > now && !(due >= next) ? due : next;
    }

    // Null when there is none.
    private TimeSpan? OldestClaim => _openClaims.Count == 0 ? null : _openClaims.Values.Min();
}
