using System.Collections.Immutable;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Metrics;
using Resource = OjAspire.ResourceService.Resource;

namespace OjAspire.Dashboard.Topology;

/// <summary>All that the picture is drawn from.</summary>
/// <param name="Instruments">Those that belong to it, with the newest point of each series.</param>
/// <param name="Senders">Who was heard when.</param>
/// <param name="Resources">What the app host knows, by id; empty when there is none.</param>
/// <param name="Now">The dashboard's clock.</param>
internal sealed record TopologyInput(
    IReadOnlyCollection<InstrumentSnapshot> Instruments,
    IReadOnlyCollection<TelemetrySender> Senders,
    ImmutableDictionary<string, Resource> Resources,
    DateTimeOffset Now);
