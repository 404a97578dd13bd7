namespace OjAspire.Dashboard.Metrics;

/// <summary>What the lines of a chart were at a time.</summary>
/// <param name="Values">One for each line; not a number where it has none then.</param>
public sealed record MetricRow(DateTimeOffset Time, IReadOnlyList<double> Values);
