using System.Text.Json.Nodes;

namespace OjAspire.Tests.Integration.Capacity;

/// <summary>What one replica said of all slots, and between which two moments.</summary>
internal sealed record StatusSample(TimeSpan AskedAt, TimeSpan AnsweredAt, int Total, int Available, int Processing, int Waiting)
{
    public static StatusSample Read(JsonNode status, TimeSpan askedAt, TimeSpan answeredAt) => new(
        askedAt, answeredAt, Count(status, "total_count"), Count(status, "available_count"), Count(status, "processing_count"), Count(status, "waiting_count"));

    /// <summary>The counts alone.</summary>
    public (int Total, int Available, int Processing, int Waiting) Counts => (Total, Available, Processing, Waiting);

    /// <summary>
    /// Whether another replica came by the same count within a time: its counts of that while lie on both sides of this
    /// one, or one of them is the very same. (A count that changes all the time is hardly ever read at the same moment.)
    /// </summary>
    public bool AgreesWith(IReadOnlyList<StatusSample> other, TimeSpan within, Func<StatusSample, int> count)
    {
        var near = other.Where(sample => sample.AnsweredAt >= AskedAt - within && sample.AskedAt <= AnsweredAt + within).Select(count).ToArray();
        return near.Length > 0 && near.Min() <= count(this) && count(this) <= near.Max();
    }

    private static int Count(JsonNode status, string name) => status[name]!.GetValue<int>();
}
