using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics;

/// <summary>What can be shown of which kind of instrument; the first is what is shown if nothing else is asked for.</summary>
internal static class MetricShows
{
    public static IReadOnlyList<MetricShow> Of(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter => [MetricShow.Rate, MetricShow.Total],
        InstrumentKind.Histogram => [MetricShow.Percentiles, MetricShow.P50, MetricShow.P90, MetricShow.P99, MetricShow.Rate],
        _ => [MetricShow.Value],
    };

    /// <summary>What was asked for if this kind has it.</summary>
    public static MetricShow Choose(InstrumentKind kind, MetricShow? asked) =>
        asked is { } show && Of(kind).Contains(show) ? show : Of(kind)[0];
}
