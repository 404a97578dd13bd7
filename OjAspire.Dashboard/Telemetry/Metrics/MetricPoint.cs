using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>What a series was at one time. Totals are since <paramref name="Start"/>; a sender's deltas are added up on arrival.</summary>
/// <param name="Start">Since when a total is counted; a later one than the point before it has says that counting began anew.</param>
/// <param name="Value">The value; for a histogram its count.</param>
/// <param name="Histogram">Set for histograms only.</param>
public sealed record MetricPoint(
    DateTimeOffset Start, DateTimeOffset Time, double Value, HistogramValue? Histogram, ImmutableArray<Exemplar> Exemplars);
