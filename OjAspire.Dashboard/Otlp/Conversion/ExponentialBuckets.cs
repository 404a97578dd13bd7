using OjAspire.Dashboard.Otlp.Protos;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Exponential histograms as histograms with listed bounds, whose buckets are the same as long as there are not too
/// many.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram</remarks>
internal sealed class ExponentialBuckets
{
    // What SDKs use at most; a scale less makes two buckets one.
    private const int MostOfOneSign = 160;

    private readonly List<double> _bounds = [];
    private readonly List<long> _counts = [];
    private long _pending;

    private ExponentialBuckets()
    {
    }

    public static HistogramValue ToHistogram(ExponentialHistogramDataPoint point)
    {
        var buckets = new ExponentialBuckets();
        var negative = Read(point.Negative, point.Scale);
        for (var i = negative.Counts.Count - 1; i >= 0; i--)
        {
            buckets.Add(negative.Counts[i], -Bound(negative.First + i, negative.Scale));
        }
        var positive = Read(point.Positive, point.Scale);
        if (point.ZeroCount > 0 || negative.Counts.Count > 0)
        {
            buckets.Add(Totals.Clamp(point.ZeroCount), double.IsFinite(point.ZeroThreshold) ? Math.Max(0, point.ZeroThreshold) : 0);
        }
        if (positive.Counts.Count > 0)
        {
            buckets.Add(0, Bound(positive.First, positive.Scale));
        }
        for (var i = 0; i < positive.Counts.Count; i++)
        {
            buckets.Add(positive.Counts[i], Bound(positive.First + i + 1, positive.Scale));
        }
        return new HistogramValue(
            Totals.Clamp(point.Count), point.HasSum ? point.Sum : double.NaN, [.. buckets._bounds], [.. buckets._counts, buckets._pending]);
    }

    private static (List<long> Counts, long First, int Scale) Read(ExponentialHistogramDataPoint.Types.Buckets? buckets, int scale)
    {
        var all = buckets?.BucketCounts ?? [];
        var from = 0;
        var to = all.Count;
        while (from < to && all[from] == 0)
        {
            from++;
        }
        while (to > from && all[to - 1] == 0)
        {
            to--;
        }
        var counts = new List<long>(Math.Min(to - from, MostOfOneSign));
        if (from == to)
        {
            return (counts, 0, scale);
        }
        long first = (long)buckets!.Offset + from;
        long last = (long)buckets.Offset + to - 1;
        var halvings = 0;
        while ((last >> halvings) - (first >> halvings) >= MostOfOneSign)
        {
            halvings++;
        }
        for (var index = first >> halvings; index <= last >> halvings; index++)
        {
            counts.Add(0);
        }
        for (var i = from; i < to; i++)
        {
            var at = (int)((((long)buckets.Offset + i) >> halvings) - (first >> halvings));
            counts[at] = Totals.Clamp((ulong)counts[at] + Math.Min(all[i], long.MaxValue));
        }
        return (counts, first >> halvings, scale - Math.Min(halvings, scale - int.MinValue));
    }

    private static double Bound(long index, int scale) =>
        index == 0 ? 1 : Math.Pow(2, index * Math.ScaleB(1, -Math.Max(scale, -int.MaxValue)));

    // A bound that is no number above the one before, as at the ends of what a double can hold, is none: the next takes the count along.
    private void Add(long count, double bound)
    {
        _pending = Totals.Clamp((ulong)_pending + (ulong)count);
        if (double.IsFinite(bound) && (_bounds.Count == 0 || bound > _bounds[^1]))
        {
            _bounds.Add(bound);
            _counts.Add(_pending);
            _pending = 0;
        }
    }
}
