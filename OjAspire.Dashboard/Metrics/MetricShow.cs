namespace OjAspire.Dashboard.Metrics;

/// <summary>What is shown of an instrument.</summary>
public enum MetricShow
{
    /// <summary>The values as they were sent.</summary>
    Value,

    /// <summary>Growth of a total, or number of values, per second.</summary>
    Rate,

    /// <summary>A total since counting began.</summary>
    Total,

    /// <summary>The 50th, 90th and 99th percentile of all series together.</summary>
    Percentiles,

    /// <summary>The median of each line's values.</summary>
    P50,

    /// <summary>The 90th percentile of each line's values.</summary>
    P90,

    /// <summary>The 99th percentile of each line's values.</summary>
    P99,
}
