using System.Collections.Immutable;
using System.Globalization;
using OjAspire.Dashboard.Otlp.Protos;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Summaries: a gauge with a series for each quantile, and beside it counters of how many values there were and of their
/// sum.</summary>
internal sealed class SummaryReader(AttributeReader attributes)
{
    private const string Quantile = "quantile";
    private const int MostQuantiles = 100;

    /// <summary>The three instruments.</summary>
    /// <param name="info">The first of them, which has the summary's name.</param>
    /// <param name="refused">How many points are not to be had.</param>
    public IReadOnlyList<MetricBatch> ToBatches(Summary summary, InstrumentInfo info, DateTimeOffset now, out int refused)
    {
        var quantiles = new List<(ImmutableArray<KeyValuePair<string, string>>, MetricPoint)>();
        var counts = new List<(ImmutableArray<KeyValuePair<string, string>>, MetricPoint)>();
        var sums = new List<(ImmutableArray<KeyValuePair<string, string>>, MetricPoint)>();
        refused = 0;
        foreach (var point in summary.DataPoints)
        {
            if ((point.Flags & (uint)DataPointFlags.NoRecordedValueMask) != 0)
            {
                continue;
            }
            if (!double.IsFinite(point.Sum) || point.QuantileValues.Count > MostQuantiles)
            {
                refused++;
                continue;
            }
            var set = attributes.ReadSorted(point.Attributes);
            var start = UnixNanoseconds.ToTime(point.StartTimeUnixNano, DateTimeOffset.UnixEpoch);
            var time = UnixNanoseconds.ToTime(point.TimeUnixNano, now);
            counts.Add((set, new MetricPoint(start, time, Totals.Clamp(point.Count), null, [])));
            sums.Add((set, new MetricPoint(start, time, point.Sum, null, [])));
            quantiles.AddRange(point.QuantileValues.Where(quantile => double.IsFinite(quantile.Value)).Select(quantile =>
                (With(set, quantile.Quantile), new MetricPoint(start, time, quantile.Value, null, []))));
        }
        return
        [
            new MetricBatch(info, false, quantiles),
            new MetricBatch(Beside(info, "count", InstrumentKind.Counter) with { Unit = "" }, false, counts),
            new MetricBatch(Beside(info, "sum", InstrumentKind.UpDownCounter), false, sums),
        ];
    }

    private static InstrumentInfo Beside(InstrumentInfo info, string suffix, InstrumentKind kind) =>
        info with { Key = info.Key with { Name = $"{info.Key.Name}.{suffix}" }, Kind = kind };

    private static ImmutableArray<KeyValuePair<string, string>> With(ImmutableArray<KeyValuePair<string, string>> set, double quantile) =>
        set.Add(new(Quantile, quantile.ToString(CultureInfo.InvariantCulture))).Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
}
