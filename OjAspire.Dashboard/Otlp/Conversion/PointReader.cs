using System.Collections.Immutable;
using Google.Protobuf.Collections;
using OjAspire.Dashboard.Otlp.Protos;
using OjAspire.Dashboard.Telemetry.Metrics;
using Exemplar = OjAspire.Dashboard.Telemetry.Metrics.Exemplar;

namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Points of metrics from OTLP into those of the store.</summary>
internal sealed class PointReader(AttributeReader attributes)
{
    private const int MostExemplars = 16;
    private const int MostBounds = 1_000;

    /// <summary>The value of a gauge or a sum, or null when it is not a number.</summary>
    public MetricPoint? Read(NumberDataPoint point, DateTimeOffset now)
    {
        var value = point.ValueCase is NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble;
        return point.ValueCase is NumberDataPoint.ValueOneofCase.None || !double.IsFinite(value)
            ? null
            : Point(point.StartTimeUnixNano, point.TimeUnixNano, value, null, point.Exemplars, now);
    }

    /// <summary>The histogram, or null when its buckets are none.</summary>
    public MetricPoint? Read(HistogramDataPoint point, DateTimeOffset now)
    {
        var bounds = point.ExplicitBounds;
        var counts = point.BucketCounts;
        if (bounds.Count > MostBounds || (counts.Count != bounds.Count + 1 && (counts.Count > 0 || bounds.Count > 0)) || !Grow(bounds))
        {
            return null;
        }
        var count = Totals.Clamp(point.Count);
        var histogram = new HistogramValue(
            count, point.HasSum ? point.Sum : double.NaN, [.. bounds], counts.Count == 0 ? [count] : [.. counts.Select(Totals.Clamp)]);
        return Point(point.StartTimeUnixNano, point.TimeUnixNano, count, histogram, point.Exemplars, now);
    }

    /// <summary>The histogram, with bounds listed.</summary>
    public MetricPoint Read(ExponentialHistogramDataPoint point, DateTimeOffset now) => Point(
        point.StartTimeUnixNano, point.TimeUnixNano, Totals.Clamp(point.Count), ExponentialBuckets.ToHistogram(point), point.Exemplars, now);

    private static bool Grow(RepeatedField<double> bounds)
    {
        for (var i = 0; i < bounds.Count; i++)
        {
            if (!double.IsFinite(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1]))
            {
                return false;
            }
        }
        return true;
    }

    private MetricPoint Point(
        ulong start, ulong time, double value, HistogramValue? histogram, RepeatedField<Protos.Exemplar> exemplars, DateTimeOffset now)
    {
        var at = UnixNanoseconds.ToTime(time, now);
        return new MetricPoint(UnixNanoseconds.ToTime(start, DateTimeOffset.UnixEpoch), at, value, histogram, Read(exemplars, at));
    }

    private ImmutableArray<Exemplar> Read(RepeatedField<Protos.Exemplar> exemplars, DateTimeOffset now) => exemplars.Count == 0
        ? []
        :
        [
            .. exemplars.Take(MostExemplars)
                .Select(exemplar => new Exemplar(
                    UnixNanoseconds.ToTime(exemplar.TimeUnixNano, now),
                    exemplar.ValueCase is Protos.Exemplar.ValueOneofCase.AsInt ? exemplar.AsInt : exemplar.AsDouble,
                    Ids.Trace(exemplar.TraceId),
                    Ids.Span(exemplar.SpanId),
                    attributes.Read(exemplar.FilteredAttributes)))
                .Where(exemplar => double.IsFinite(exemplar.Value)),
        ];
}
