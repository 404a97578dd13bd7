using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>The newest points of every instrument, bounded for each series and for all together. Safe from any thread.</summary>
internal sealed class MetricStore(TelemetryLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<InstrumentKey, Instrument> _instruments = [];

    // As many as there are senders, whose number has a limit of its own.
    private readonly Dictionary<TelemetryResource, ExportTimes> _exports = [];

    // One entry for every series, by when its oldest point came, or one before that which is gone: points only get newer, so looking again
    // in time is enough.
    private readonly PriorityQueue<(Instrument Instrument, Series Series), long> _byAge = new();
    private long _arrivals;
    private long _weight;
    private long _dropped;

    public ChangeSignal Changed { get; } = new();

    /// <summary>Points that are not kept any more because there are too many of all series.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>How much room all of it takes, in units of a plain point.</summary>
    public long Weight => Interlocked.Read(ref _weight);

    /// <summary>How much room there is, in the same units.</summary>
    public int Capacity => limits.MaxMetricsCount;

    /// <summary>Takes one export.</summary>
    public void Add(IEnumerable<MetricBatch> batches)
    {
        lock (_gate)
        {
            foreach (var export in batches.GroupBy(batch => batch.Instrument.Key.Resource))
            {
                Add(export);
            }
        }
        Changed.Raise();
    }

    /// <summary>What there is to look at, in order.</summary>
    public InstrumentInfo[] List()
    {
        lock (_gate)
        {
            return
            [
                .. _instruments.Values.Select(instrument => instrument.Info)
                    .OrderBy(info => info.Key.Resource.Id, StringComparer.Ordinal)
                    .ThenBy(info => info.Key.Meter, StringComparer.Ordinal)
                    .ThenBy(info => info.Key.Name, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>An instrument with its points from a time on, or null.</summary>
    public InstrumentSnapshot? Find(InstrumentKey key, DateTimeOffset from)
    {
        lock (_gate)
        {
            return _instruments.GetValueOrDefault(key)?.Snapshot(from);
        }
    }

    /// <summary>The newest point of each series of some instruments.</summary>
    public InstrumentSnapshot[] Latest(Func<InstrumentInfo, bool> which)
    {
        lock (_gate)
        {
            return [.. _instruments.Values.Where(instrument => which(instrument.Info)).Select(instrument => instrument.Snapshot(DateTimeOffset.MaxValue))];
        }
    }

    /// <summary>Forgets every instrument.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _instruments.Clear();
            _exports.Clear();
            _byAge.Clear();
            _weight = 0;
            _dropped = 0;
        }
        Changed.Raise();
    }

    private void Add(IGrouping<TelemetryResource, MetricBatch> export)
    {
        if (!_exports.TryGetValue(export.Key, out var times))
        {
            _exports.Add(export.Key, times = new ExportTimes());
        }
        foreach (var batch in export)
        {
            Add(batch, times);
        }
        foreach (var time in export.SelectMany(batch => batch.Points).Select(each => each.Point.Time).Order())
        {
            times.Note(time);
        }
    }

    private void Add(MetricBatch batch, ExportTimes exports)
    {
        if (batch.Points.Count == 0)
        {
            // Nothing would ever push out an instrument that has nothing.
            return;
        }
        if (!_instruments.TryGetValue(batch.Instrument.Key, out var instrument))
        {
            _instruments.Add(batch.Instrument.Key, instrument = new Instrument(batch.Instrument));
        }
        instrument.Describe(batch.Instrument);
        foreach (var (attributes, point) in batch.Points)
        {
            _arrivals++;
            var series = instrument.Find(attributes) ?? Make(instrument, attributes, exports.Before(point.Time));
            _weight -= series.Weight;
            series.Add(point, batch.IsDelta, _arrivals);
            _weight += series.Weight;
        }
        instrument.Exported(batch.Points.Max(each => each.Point.Time));
        while (_weight > limits.MaxMetricsCount)
        {
            DropOldest();
        }
    }

    private Series Make(Instrument instrument, ImmutableArray<KeyValuePair<string, string>> attributes, DateTimeOffset? exportBefore)
    {
        var series = new Series(attributes, limits.MaxMetricPointCount, exportBefore);
        instrument.Add(series);
        _byAge.Enqueue((instrument, series), _arrivals);
        _weight += series.Weight;
        return series;
    }

    private void DropOldest()
    {
        _byAge.TryPeek(out var oldest, out var arrival);
        var (instrument, series) = oldest;
        if (arrival == series.OldestArrival)
        {
            _weight -= series.Weight;
            series.RemoveFirst();
            _dropped++;
            if (series.Count == 0)
            {
                _byAge.Dequeue();
                Forget(instrument, series);
                return;
            }
            _weight += series.Weight;
        }
        _byAge.DequeueEnqueue(oldest, series.OldestArrival);
    }

    private void Forget(Instrument instrument, Series series)
    {
        instrument.Remove(series);
        if (instrument.IsEmpty)
        {
            _instruments.Remove(instrument.Info.Key);
        }
    }
}
