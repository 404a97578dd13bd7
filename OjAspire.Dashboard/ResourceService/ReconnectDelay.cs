namespace OjAspire.Dashboard.ResourceService;

/// <summary>
/// How long to wait before the next attempt: doubled each time, with jitter so that many clients do not come back at once. A stream that
/// held for a while begins the count anew; one that ends as soon as it is opened does not. Not safe for several threads.
/// </summary>
internal sealed class ReconnectDelay(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private int _failures;
    private long _begun = time.GetTimestamp();

    /// <summary>An attempt begins.</summary>
    public void Begin() => _begun = time.GetTimestamp();

    /// <summary>Between half and the whole of the doubled delay, at most 5 s.</summary>
    public TimeSpan Next()
    {
        if (time.GetElapsedTime(_begun) > Longest)
        {
            _failures = 0;
        }
        var whole = Math.Min(First.TotalMilliseconds * Math.Pow(2, _failures), Longest.TotalMilliseconds);
        _failures = Math.Min(_failures + 1, 30);
        return TimeSpan.FromMilliseconds(whole * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
