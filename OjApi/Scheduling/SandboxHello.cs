using System.Collections.Frozen;
using OjAspire.ServiceDefaults.Telemetry;

namespace OjApi.Scheduling;

/// <summary>Who a stream belongs to, as said in its first message.</summary>
/// <param name="BaseId">The sandbox process, the same on all of its streams.</param>
/// <param name="SandboxId">The id that it uses on this stream only.</param>
/// <param name="Slots">How many jobs it runs at once.</param>
/// <param name="LanguageKeys">Keys of the languages installed there.</param>
/// <param name="Zone">Its failure zone. Empty means unknown.</param>
internal sealed record SandboxHello(string BaseId, string SandboxId, int Slots, FrozenSet<string> LanguageKeys, string Zone)
{
    /// <summary>Who the sandbox is in its own telemetry; one that does not tell is known by its base id.</summary>
    public ServiceInstance Peer { get; init; } = new("", BaseId);
}
