using System.Text.Json.Serialization;

namespace OjApi.SandboxStatus;

/// <summary>
/// The sandboxes and how busy they are. The counts are of the whole system and the same at every replica, as long as every
/// sandbox connects to every replica; <c>complete</c> says when that cannot be relied on.
/// </summary>
/// <param name="Server">The replica that answers.</param>
/// <param name="AvailableCount">Free slots of sandboxes that take work.</param>
/// <param name="ProcessingCount">Jobs that are being judged.</param>
/// <param name="WaitingCount">Submissions that wait for a slot, at all replicas.</param>
/// <param name="QuarantinedCount">Submissions not judged any more because sandboxes died of them; <c>GET /submissions/quarantine</c> lists them.</param>
/// <param name="TotalCount">Slots of all connected sandboxes.</param>
/// <param name="Complete">
/// Whether every sandbox can be seen from this replica; if not, all counts but <c>waiting_count</c> and <c>quarantined_count</c> may be too small.
/// </param>
/// <param name="IncompleteBecause">Why not; absent when complete.</param>
/// <param name="Sandboxes">One entry per sandbox that is connected to this replica.</param>
internal sealed record SandboxStatusResponse(
    [property: JsonPropertyName("server")] ServerStatus Server,
    [property: JsonPropertyName("available_count")] int AvailableCount,
    [property: JsonPropertyName("processing_count")] int ProcessingCount,
    [property: JsonPropertyName("waiting_count")] int WaitingCount,
    [property: JsonPropertyName("quarantined_count")] int QuarantinedCount,
    [property: JsonPropertyName("total_count")] int TotalCount,
    [property: JsonPropertyName("complete")] bool Complete,
    [property: JsonPropertyName("incomplete_because")] string? IncompleteBecause,
    [property: JsonPropertyName("sandboxes")] IReadOnlyList<SandboxStatus> Sandboxes);
