namespace OjAspire.Dashboard.Otlp;

/// <summary>What of an export was not taken, and why. Not thread-safe.</summary>
internal sealed class Refusals
{
    public const string TooManySenders = "There are as many senders as are kept (Dashboard:TelemetryLimits:MaxResourceCount).";
    public const string NoSpan = "A span needs a trace id of 16 bytes and a span id of 8, not all zero.";
    public const string NoName = "A metric needs a name.";
    public const string NoPoint = "A point needs a finite value; a histogram, bounds that grow and one more count than bounds.";

    private readonly SortedSet<string> _reasons = new(StringComparer.Ordinal);

    /// <summary>How many spans, records or points.</summary>
    public long Count { get; private set; }

    /// <summary>All reasons, for the sender's developer.</summary>
    public string Reasons => string.Join(' ', _reasons);

    public void Add(string reason, long count)
    {
        if (count > 0)
        {
            Count += count;
            _reasons.Add(reason);
        }
    }
}
