using System.Collections.Immutable;
using Google.Protobuf.Collections;
using OjAspire.Dashboard.Otlp.Protos;
using OjAspire.Dashboard.Telemetry.Metrics;
using Read = (uint Flags, Google.Protobuf.Collections.RepeatedField<OjAspire.Dashboard.Otlp.Protos.KeyValue> Attributes,
    OjAspire.Dashboard.Telemetry.Metrics.MetricPoint? Point);

namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Instruments from OTLP into those of the store.</summary>
internal sealed class MetricReader(AttributeReader attributes)
{
    private readonly PointReader _points = new(attributes);
    private readonly SummaryReader _summaries = new(attributes);

    /// <summary>What an export says of an instrument; of a summary, what it says of its quantiles, its count and its sum.</summary>
    /// <param name="refused">How many points are not to be had.</param>
    public IReadOnlyList<MetricBatch> ToBatches(Metric metric, InstrumentKey key, DateTimeOffset now, out int refused)
    {
        refused = 0;
        return metric.DataCase switch
        {
            Metric.DataOneofCase.Gauge =>
                [Batch(Info(InstrumentKind.Gauge), default, metric.Gauge.DataPoints, ReadNumber, ref refused)],
            Metric.DataOneofCase.Sum =>
                [Batch(Info(SumKind(metric.Sum)), metric.Sum.AggregationTemporality, metric.Sum.DataPoints, ReadNumber, ref refused)],
            Metric.DataOneofCase.Histogram =>
                [Batch(Info(InstrumentKind.Histogram), metric.Histogram.AggregationTemporality, metric.Histogram.DataPoints, ReadHistogram, ref refused)],
            Metric.DataOneofCase.ExponentialHistogram =>
            [
                Batch(
                    Info(InstrumentKind.Histogram), metric.ExponentialHistogram.AggregationTemporality, metric.ExponentialHistogram.DataPoints,
                    ReadExponential, ref refused),
            ],
            Metric.DataOneofCase.Summary => _summaries.ToBatches(metric.Summary, Info(InstrumentKind.Gauge), now, out refused),
            _ => [],
        };

        InstrumentInfo Info(InstrumentKind kind) => new(key, kind, attributes.Name(metric.Unit), attributes.Name(metric.Description));
        Read ReadNumber(NumberDataPoint point) => (point.Flags, point.Attributes, _points.Read(point, now));
        Read ReadHistogram(HistogramDataPoint point) => (point.Flags, point.Attributes, _points.Read(point, now));
        Read ReadExponential(ExponentialHistogramDataPoint point) => (point.Flags, point.Attributes, _points.Read(point, now));
    }

    private static InstrumentKind SumKind(Sum sum) => sum.IsMonotonic ? InstrumentKind.Counter : InstrumentKind.UpDownCounter;

    private MetricBatch Batch<TPoint>(
        InstrumentInfo info, AggregationTemporality temporality, RepeatedField<TPoint> points, Func<TPoint, Read> read, ref int refused)
    {
        var kept = new List<(ImmutableArray<KeyValuePair<string, string>>, MetricPoint)>(points.Count);
        foreach (var (flags, set, point) in points.Select(read))
        {
            if ((flags & (uint)DataPointFlags.NoRecordedValueMask) != 0)
            {
                // The series has ended, and that is all it says.
                continue;
            }
            if (point is null)
            {
                refused++;
                continue;
            }
            kept.Add((attributes.ReadSorted(set), point));
        }
        return new MetricBatch(info, temporality is AggregationTemporality.Delta, kept);
    }
}
