using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>The newest points of one instrument with one set of attributes. Not thread-safe.</summary>
/// <param name="exportBefore">The sender's last export in which the series was not yet; null if none is known.</param>
internal sealed class Series(ImmutableArray<KeyValuePair<string, string>> attributes, int capacity, DateTimeOffset? exportBefore = null)
{
    private readonly RingBuffer<MetricPoint> _points = new(capacity);

    // Of each point, its place in the order in which points of all series came.
    private readonly RingBuffer<long> _arrivals = new(capacity);
    private bool _hasLostPoints;

    public ImmutableArray<KeyValuePair<string, string>> Attributes => attributes;

    public int Count => _points.Count;

    /// <summary>How much room it takes with its points.</summary>
    public long Weight { get; private set; } = MetricWeight.Of(attributes);

    /// <summary>When its oldest point came; that only grows. There must be one.</summary>
    public long OldestArrival => _arrivals[0];

    public DateTimeOffset LastTime => _points.Count == 0 ? DateTimeOffset.MinValue : _points[_points.Count - 1].Time;

    /// <summary>Adds a point. A value that stays is two points, its first and its last, however often it is exported.</summary>
    /// <param name="arrival">Larger than those before, of any series.</param>
    public void Add(MetricPoint point, bool isDelta, long arrival)
    {
        if (_points.Count > 0)
        {
            var last = _points[_points.Count - 1];
            if (point.Time <= last.Time)
            {
                // An exporter that sends once more, or out of order: a total of then is no news now.
                return;
            }
            point = ShareBounds(last, isDelta ? Accumulate(last, point) : point);
            if (_points.Count > 1 && StaysAs(last, point) && StaysAs(_points[_points.Count - 2], last))
            {
                _points[_points.Count - 1] = point;
                _arrivals[_arrivals.Count - 1] = arrival;
                return;
            }
        }
        if (_points.Count == capacity)
        {
            RemoveFirst();
        }
        _points.Add(point);
        _arrivals.Add(arrival);
        Weight += MetricWeight.Of(point);
    }

    public void RemoveFirst()
    {
        Weight -= MetricWeight.Of(_points[0]);
        _points.RemoveFirst();
        _arrivals.RemoveFirst();
        _hasLostPoints = true;
    }

    /// <summary>The series from a time on, with the one point before that says what it was then.</summary>
    public SeriesSnapshot Snapshot(DateTimeOffset from, bool isCurrent)
    {
        var first = _points.Count;
        while (first > 0 && _points[first - 1].Time >= from)
        {
            first--;
        }
        var shown = Math.Max(0, first - 1);
        return new SeriesSnapshot(
            attributes, _points.ToArray(shown), isCurrent, shown == 0 && !_hasLostPoints) { ExportBefore = exportBefore };
    }

    private static bool StaysAs(MetricPoint before, MetricPoint now) =>
        before.Value.Equals(now.Value) && before.Start == now.Start && StaysAs(before.Histogram, now.Histogram) && now.Exemplars.IsEmpty;

    private static bool StaysAs(HistogramValue? before, HistogramValue? now) => before is null || now is null
        ? before == now
        : before.Sum.Equals(now.Sum)
            && before.Bounds.AsSpan().SequenceEqual(now.Bounds.AsSpan())
            && before.Counts.AsSpan().SequenceEqual(now.Counts.AsSpan());

    private static MetricPoint Accumulate(MetricPoint total, MetricPoint delta) => delta with
    {
        Start = total.Start,
        Value = total.Value + delta.Value,
        Histogram = delta.Histogram is { } now && total.Histogram is { } before ? HistogramSum.Of(before, now) : delta.Histogram,
    };

    // Bounds rarely change, so that all points of a series can have one list of them.
    private static MetricPoint ShareBounds(MetricPoint before, MetricPoint now) =>
        before.Histogram is { } last
            && now.Histogram is { } histogram
            && last.Bounds != histogram.Bounds
            && last.Bounds.AsSpan().SequenceEqual(histogram.Bounds.AsSpan())
            ? now with { Histogram = histogram with { Bounds = last.Bounds } }
            : now;
}
