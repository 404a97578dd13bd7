namespace OjSandbox.Session.Slots;

/// <summary>
/// A server's clock as it is seen from here. A message takes time to arrive, more so on a busy machine, and what waits at
/// its server would seem younger by as much. No message arrives early, so the one that took the least tells best how the two
/// clocks stand to each other, and all others are read by it. Not thread-safe.
/// </summary>
internal sealed class ServerClock
{
    /// <summary>How far two clocks may come apart per time passed. Good ones stay below a tenth of it.</summary>
    private const double Drift = 500e-6;

    private TimeSpan? _ahead;
    private TimeSpan _readAt;

    /// <summary>Reads the time at which a server says it sent what arrives now.</summary>
    /// <param name="sentAt">On the server's clock.</param>
    /// <param name="now">On ours.</param>
    /// <returns>When that was on our clock; not after now.</returns>
    public TimeSpan ToOurs(TimeSpan sentAt, TimeSpan now)
    {
        var ahead = now - sentAt;
        if (_ahead + ((now - _readAt) * Drift) is { } known && known < ahead)
        {
            ahead = known;
        }

        (_ahead, _readAt) = (ahead, now);
        return sentAt + ahead;
    }
}
