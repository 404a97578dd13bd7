using System.Text.Json.Serialization;

namespace OjApi.SandboxStatus;

/// <summary>The API servers of one sandbox, as it reported them.</summary>
/// <param name="Known">API servers that its discovery knows.</param>
/// <param name="Chosen">Those that it keeps a stream to; fewer than known only under a limit.</param>
/// <param name="Open">Streams that are connected now.</param>
/// <param name="Limit">Most API servers that it may choose; absent without a limit.</param>
internal sealed record ConnectionsStatus(
    [property: JsonPropertyName("known")] int Known,
    [property: JsonPropertyName("chosen")] int Chosen,
    [property: JsonPropertyName("open")] int Open,
    [property: JsonPropertyName("limit")] int? Limit);
