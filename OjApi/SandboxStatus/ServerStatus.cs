using System.Text.Json.Serialization;

namespace OjApi.SandboxStatus;

/// <summary>One replica.</summary>
/// <param name="Id">Unique per process.</param>
/// <param name="Address">Its own address, <c>http://host:port</c>.</param>
/// <param name="Zone">Failure zone. Empty means unknown.</param>
/// <param name="Draining">Whether it is about to stop.</param>
internal sealed record ServerStatus(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("address")] string Address,
    [property: JsonPropertyName("zone")] string Zone,
    [property: JsonPropertyName("draining")] bool Draining);
