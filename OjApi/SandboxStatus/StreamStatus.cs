using System.Text.Json.Serialization;

namespace OjApi.SandboxStatus;

/// <summary>One stream of a sandbox to the replica that answers.</summary>
/// <param name="SandboxId">The id that the sandbox uses on this stream only.</param>
/// <param name="ConnectedAt">When it was opened.</param>
/// <param name="LastReportAt">When the sandbox reported last on it; absent before the first report.</param>
/// <param name="SilentForSeconds">For how long it has not reported on it.</param>
/// <param name="Overdue">Whether that is longer than agreed.</param>
/// <param name="OpenClaims">Claims that were not answered yet when it reported last.</param>
/// <param name="Held">Tokens of the submissions that it was given on this stream, or reported on it, and that are not final yet.</param>
internal sealed record StreamStatus(
    [property: JsonPropertyName("sandbox_id")] string SandboxId,
    [property: JsonPropertyName("connected_at")] DateTimeOffset ConnectedAt,
    [property: JsonPropertyName("last_report_at")] DateTimeOffset? LastReportAt,
    [property: JsonPropertyName("silent_for_seconds")] double SilentForSeconds,
    [property: JsonPropertyName("overdue")] bool Overdue,
    [property: JsonPropertyName("open_claims")] int OpenClaims,
    [property: JsonPropertyName("held")] IReadOnlyList<Guid> Held);
