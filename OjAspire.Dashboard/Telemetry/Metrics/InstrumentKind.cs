namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>What the values of an instrument mean.</summary>
public enum InstrumentKind
{
    /// <summary>A value that is what it is now.</summary>
    Gauge,

    /// <summary>A total that only grows; its rate is what tells.</summary>
    Counter,

    /// <summary>A total that grows and shrinks.</summary>
    UpDownCounter,

    /// <summary>Counts of values by bucket.</summary>
    Histogram,
}
