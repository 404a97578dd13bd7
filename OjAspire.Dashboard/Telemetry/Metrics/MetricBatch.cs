using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>What one export says of one instrument.</summary>
/// <param name="IsDelta">Whether values are since the export before, to be added up, rather than totals.</param>
/// <param name="Points">By set of attributes, which are ordered by key.</param>
internal sealed record MetricBatch(
    InstrumentInfo Instrument, bool IsDelta, IReadOnlyList<(ImmutableArray<KeyValuePair<string, string>> Attributes, MetricPoint Point)> Points);
