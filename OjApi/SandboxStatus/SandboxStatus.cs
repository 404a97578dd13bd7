using System.Text.Json.Serialization;

namespace OjApi.SandboxStatus;

/// <summary>One sandbox, as it reported itself last.</summary>
/// <param name="BaseId">The sandbox process.</param>
/// <param name="SandboxId">Its id on the stream that reported last.</param>
/// <param name="Slots">How many jobs it runs at once.</param>
/// <param name="Available">Slots free for work; none when it takes no work.</param>
/// <param name="Running">Tokens of the submissions that it judges.</param>
/// <param name="Languages">Keys of its languages.</param>
/// <param name="State"><c>ready</c>, <c>draining</c> or <c>withdrawn</c>.</param>
/// <param name="Reason">Why it takes no work, or what it does not do although it is ready; absent when there is nothing to say.</param>
/// <param name="Zone">Failure zone. Empty means unknown.</param>
/// <param name="ConnectedAt">When that stream was opened.</param>
/// <param name="LastReportAt">When it reported last; absent before its first report.</param>
/// <param name="Connections">Its connections to all API servers; absent when it has not told.</param>
/// <param name="Streams">Its streams to this replica; more than one only where this replica has several addresses.</param>
internal sealed record SandboxStatus(
    [property: JsonPropertyName("base_id")] string BaseId,
    [property: JsonPropertyName("sandbox_id")] string SandboxId,
    [property: JsonPropertyName("slots")] int Slots,
    [property: JsonPropertyName("available")] int Available,
    [property: JsonPropertyName("running")] IReadOnlyList<Guid> Running,
    [property: JsonPropertyName("languages")] IReadOnlyList<string> Languages,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("zone")] string Zone,
    [property: JsonPropertyName("connected_at")] DateTimeOffset ConnectedAt,
    [property: JsonPropertyName("last_report_at")] DateTimeOffset? LastReportAt,
    [property: JsonPropertyName("connections")] ConnectionsStatus? Connections,
    [property: JsonPropertyName("streams")] IReadOnlyList<StreamStatus> Streams);
