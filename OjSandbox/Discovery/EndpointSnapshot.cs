using Microsoft.Extensions.Primitives;

namespace OjSandbox.Discovery;

/// <summary>What discovery knows at one moment, and the token that fires when that is no longer the newest.</summary>
/// <param name="Endpoints">Every known replica once, ordered by key.</param>
/// <param name="Superseded">Fires once, when a newer snapshot is in place. Supports active callbacks.</param>
internal sealed record EndpointSnapshot(IReadOnlyList<SchedulerEndpoint> Endpoints, IChangeToken Superseded);
