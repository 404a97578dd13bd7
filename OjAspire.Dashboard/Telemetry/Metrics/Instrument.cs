using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>An instrument with its series. Not thread-safe.</summary>
internal sealed class Instrument(InstrumentInfo info)
{
    private readonly Dictionary<ImmutableArray<KeyValuePair<string, string>>, Series> _series = new(SeriesKeyComparer.Instance);

    private DateTimeOffset _exportedAt;
    private TimeSpan _pause;
    private TimeSpan _pauseBefore;

    public InstrumentInfo Info { get; private set; } = info;

    public bool IsEmpty => _series.Count == 0;

    /// <summary>The series of a set of attributes, or null.</summary>
    public Series? Find(ImmutableArray<KeyValuePair<string, string>> attributes) => _series.GetValueOrDefault(attributes);

    public void Add(Series series) => _series.Add(series.Attributes, series);

    public void Remove(Series series) => _series.Remove(series.Attributes);

    /// <summary>A later export may describe it better.</summary>
    public void Describe(InstrumentInfo info) => Info = info;

    /// <summary>Notes when it was exported.</summary>
    public void Exported(DateTimeOffset at)
    {
        if (at - _exportedAt <= ExportTimes.OneExport)
        {
            return;
        }
        if (_exportedAt != default)
        {
            (_pauseBefore, _pause) = (_pause, at - _exportedAt);
        }
        _exportedAt = at;
    }

    public InstrumentSnapshot Snapshot(DateTimeOffset from)
    {
        var last = _series.Values.Select(series => series.LastTime).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return new InstrumentSnapshot(
            Info, [.. _series.Values.Select(series => series.Snapshot(from, last - series.LastTime <= ExportTimes.OneExport))], last)
        {
            ExportEvery = _pause == default ? null : _pause > _pauseBefore ? _pause : _pauseBefore,
        };
    }
}
