using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Topology;

/// <summary>One sender's newest export of all that belongs to the topology.</summary>
/// <param name="Node">Figures of itself.</param>
/// <param name="Links">Figures of its links, by whom they name as the peer.</param>
/// <param name="ExportEvery">How often it exports; null until that is known.</param>
internal sealed record Sender(
    NodeKey Key,
    string ResourceId,
    IReadOnlyCollection<(InstrumentInfo Info, List<SeriesSnapshot> Series)> Node,
    IReadOnlyDictionary<NodeKey, IReadOnlyCollection<(InstrumentInfo Info, List<SeriesSnapshot> Series)>> Links,
    TimeSpan? ExportEvery);
