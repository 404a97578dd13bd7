namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>An instrument with its series.</summary>
/// <param name="LastExport">Time of the newest point of any of its series.</param>
public sealed record InstrumentSnapshot(InstrumentInfo Info, IReadOnlyList<SeriesSnapshot> Series, DateTimeOffset LastExport)
{
    /// <summary>The longer of the last two pauses between exports, by the sender's clock; null until there were two exports.</summary>
    public TimeSpan? ExportEvery { get; init; }
}
