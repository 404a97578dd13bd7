using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>A histogram since the series began.</summary>
/// <param name="Sum">Sum of all values; NaN when the sender does not tell it.</param>
/// <param name="Bounds">Upper bounds of the buckets, growing; the last bucket has none.</param>
/// <param name="Counts">One more than bounds.</param>
public sealed record HistogramValue(long Count, double Sum, ImmutableArray<double> Bounds, ImmutableArray<long> Counts);
