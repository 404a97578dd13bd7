using Oj.Contracts.Scheduling;

namespace OjSandbox.Session.Slots;

/// <summary>What the slots know of one connected server. Not thread-safe. Times are on the keeper's clock.</summary>
internal sealed class StreamRecord(StreamHandle stream, TimeSpan reportBy, TimeSpan now)
{
    private readonly Queue<string> _unsentClaims = new();
    private readonly ServerClock _clock = new();
    private readonly Dictionary<string, TimeSpan> _openClaims = new(StringComparer.Ordinal);

    public StreamHandle Stream { get; } = stream;

    /// <summary>The server stops: nothing is claimed from it any more, results still go to it.</summary>
    public bool Draining { get; set; }

    /// <summary>The stream is about to be replaced; nothing new is given to it.</summary>
    public bool Broken { get; set; }

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

    /// <summary>When the next report is due even if nothing changes: at half of what the server allows.</summary>
    public TimeSpan ReportDue { get; private set; } = now;

    /// <summary>Outcomes given to this stream and not yet taken by its writer. No more than there are unacknowledged ones.</summary>
    public Queue<Job> Outcomes { get; } = new();

    /// <summary>Claims sent and not answered.</summary>
    public IReadOnlyCollection<string> OpenClaims => _openClaims.Keys;

    /// <summary>Claims that keep a slot free, sent or about to be.</summary>
    public int Claims => _openClaims.Count + _unsentClaims.Count;

    /// <summary>Whether there is work that nothing has been claimed for yet.</summary>
    public bool CanClaim(TimeSpan now) => !Draining && !Broken && PausedUntil <= now && Waiting > Claims;

    public void SetWaiting(WorkWaiting? waiting, IReadOnlySet<string> languages, TimeSpan now)
    {
        Waiting = 0;
        OldestSince = now;
        var sentAt = waiting?.SentAt is { } sent ? _clock.ToOurs(sent.ToDateTimeOffset() - DateTimeOffset.UnixEpoch, now) : now;
        foreach (var queue in waiting?.Queues.Where(queue => languages.Contains(queue.LanguageKey)) ?? [])
        {
            Waiting = (int)Math.Min(int.MaxValue, Waiting + (long)queue.Count);
            var since = sentAt - (queue.OldestAge?.ToTimeSpan() ?? TimeSpan.Zero);
            OldestSince = since < OldestSince ? since : OldestSince;
        }
    }

    public void AddClaim(string id) => _unsentClaims.Enqueue(id);

    public bool TryTakeClaim(TimeSpan now, out string id)
    {
        if (!_unsentClaims.TryDequeue(out id!))
        {
            return false;
        }

        _openClaims.Add(id, now);
        return true;
    }

    public bool HasUnsentClaim => _unsentClaims.Count > 0;

    /// <summary>A claim was answered; <see langword="false"/> when there is no such claim.</summary>
    public bool Answer(string claimId) => _openClaims.Remove(claimId);

    /// <summary>Takes back the claims that nobody has seen yet.</summary>
    public void WithdrawUnsentClaims() => _unsentClaims.Clear();

    /// <summary>When the oldest open claim was sent; <see langword="null"/> when there is none.</summary>
    public TimeSpan? OldestClaim => _openClaims.Count == 0 ? null : _openClaims.Values.Min();

    public void PauseUntil(TimeSpan time) => PausedUntil = time;

    public bool ReportIsDue(long version, TimeSpan now) => ReportedVersion != version || ReportDue <= now;

    public void Reported(long version, TimeSpan now)
    {
        ReportedVersion = version;
        ReportDue = now + (reportBy / 2);
    }
}
