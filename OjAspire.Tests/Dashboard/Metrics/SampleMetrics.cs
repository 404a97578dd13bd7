extern alias dashboard;

using System.Collections.Immutable;
using dashboard::OjAspire.Dashboard.Telemetry;
using dashboard::OjAspire.Dashboard.Telemetry.Metrics;
using Microsoft.Extensions.Options;

namespace OjAspire.Tests.Dashboard.Metrics;

/// <summary>Points and instruments to read. Time zero is a full hour, and times are seconds after it.</summary>
internal static class SampleMetrics
{
    public static DateTimeOffset Zero { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double seconds) => Zero.AddSeconds(seconds);

    public static TelemetryStore Store() => new(Options.Create(new TelemetryLimits()));

    public static TelemetryResource Sender(string name, string instance = "") => new(name, instance, []);

    public static ImmutableArray<KeyValuePair<string, string>> Attributes(params (string Key, string Value)[] attributes) =>
        [.. attributes.Select(attribute => new KeyValuePair<string, string>(attribute.Key, attribute.Value))];

    public static MetricPoint Point(double time, double value, double start = 0, params ImmutableArray<Exemplar> exemplars) =>
        new(At(start), At(time), value, null, exemplars);

    public static MetricPoint Histogram(
        double time, double[] bounds, long[] counts, double start = 0, params ImmutableArray<Exemplar> exemplars) =>
        new(At(start), At(time), counts.Sum(), new HistogramValue(counts.Sum(), double.NaN, [.. bounds], [.. counts]), exemplars);

    public static SeriesSnapshot Series(bool isWhole, params MetricPoint[] points) => new([], points, true, isWhole);

    /// <summary>One export of one instrument.</summary>
    public static void Send(
        this TelemetryStore store, TelemetryResource sender, string name, InstrumentKind kind, string unit,
        params IReadOnlyList<(ImmutableArray<KeyValuePair<string, string>> Attributes, MetricPoint Point)> points) =>
        store.Metrics.Add([new MetricBatch(new InstrumentInfo(new InstrumentKey(sender, "Sample", name), kind, unit, ""), false, points)]);
}
