namespace OjSandbox.Session.Streams;

/// <summary>
/// Pauses between attempts: doubling up to a cap, each drawn between nothing and that ("full jitter"), so that many
/// sandboxes that lost a server at the same moment do not come back at the same moment.
/// </summary>
/// <param name="cap">Longest pause.</param>
/// <param name="random">Where the jitter is drawn from.</param>
internal sealed class Backoff(TimeSpan cap, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    private TimeSpan _limit = First;

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        var limit = _limit < cap ? _limit : cap;
        _limit = limit * 2;
        return limit * random.NextDouble();
    }

    /// <summary>Begins again with a short pause.</summary>
    public void Reset() => _limit = First;
}
