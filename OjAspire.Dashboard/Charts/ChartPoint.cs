namespace OjAspire.Dashboard.Charts;

/// <summary>A value at a time; not a number where there is a gap.</summary>
public readonly record struct ChartPoint(DateTimeOffset Time, double Value);
