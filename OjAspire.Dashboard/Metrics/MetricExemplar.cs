namespace OjAspire.Dashboard.Metrics;

/// <summary>A single measurement with the trace in which it was made.</summary>
/// <param name="Series">What tells its series from others, and it from others of its series.</param>
/// <param name="IsKept">Whether the trace is (still) there to look at.</param>
public sealed record MetricExemplar(DateTimeOffset Time, double Value, string Series, string TraceId, string SpanId, bool IsKept)
{
    public string Id => $"{TraceId}-{SpanId}-{Time.UtcTicks}";
}
