using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace OjAspire.Tests.Integration.Capacity;

/// <summary>What one replica said of all slots, and between which two moments.</summary>
/// <param name="Running">Tokens of the submissions that it says are being judged.</param>
internal sealed record StatusSample(
    TimeSpan AskedAt, TimeSpan AnsweredAt, int Total, int Available, int Processing, int Waiting, FrozenSet<string> Running)
{
    public static StatusSample Read(JsonNode status, TimeSpan askedAt, TimeSpan answeredAt) => new(
        askedAt,
        answeredAt,
        Count(status, "total_count"),
        Count(status, "available_count"),
        Count(status, "processing_count"),
        Count(status, "waiting_count"),
        status["sandboxes"]!.AsArray().SelectMany(sandbox => sandbox!["running"]!.AsArray()).Select(token => token!.GetValue<string>()).ToFrozenSet());

    private static int Count(JsonNode status, string name) => status[name]!.GetValue<int>();
}
