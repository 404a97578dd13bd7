using OjAspire.Dashboard.StructuredLogs.Filters;
using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.StructuredLogs;

/// <summary>
/// The kept records that match a query. Records that come are asked once whether they match; only a new query asks all of them again.
/// For one thread.
/// </summary>
internal sealed class FilteredLog(LogStore store)
{
    private static readonly Comparer<LogEntry> ByNumber = Comparer<LogEntry>.Create((left, right) => left.Number.CompareTo(right.Number));

    private readonly List<LogEntry> _matches = [];
    private LogQuery? _query;
    private long _seen;

    /// <summary>The records that match, oldest first. The same list all the time.</summary>
    public IList<LogEntry> Matches => _matches;

    /// <summary>How many records were kept when this was brought up to date last.</summary>
    public long Kept { get; private set; }

    /// <summary>How many had been dropped by then.</summary>
    public long Dropped { get; private set; }

    /// <summary>How many have come since, matching or not.</summary>
    public long Waiting => Math.Max(0, store.Newest - _seen);

    /// <summary>Whether records are dropped from now on as others come.</summary>
    public bool IsFull => Kept >= store.Capacity;

    /// <summary>Shows what matches another query, of the records seen so far.</summary>
    public void Show(LogQuery query)
    {
        var known = _query is null ? long.MaxValue : _seen;
        _query = query;
        _matches.Clear();
        Take(store.Snapshot(), known);
    }

    /// <summary>Takes the records that have come since.</summary>
    public void Update()
    {
        if (_query is not null)
        {
            Take(store.Snapshot(_seen), long.MaxValue);
        }
    }

    /// <summary>The record of this number, matching or not; null when it is not kept.</summary>
    public LogEntry? Find(long number) =>
        store.Snapshot(number - 1).Entries is [var entry, ..] && entry.Number == number ? entry : null;

    /// <summary>The matching record before or after this one, or null.</summary>
    public LogEntry? Beside(LogEntry entry, int step)
    {
        var place = _matches.BinarySearch(entry, ByNumber);
        // Of a record that does not match, the complement is the place of the one after it.
        var to = place >= 0 ? place + step : step > 0 ? ~place : ~place - 1;
        return to >= 0 && to < _matches.Count ? _matches[to] : null;
    }

    /// <summary>Place of a record among those that match, or null.</summary>
    public int? IndexOf(LogEntry entry) => _matches.BinarySearch(entry, ByNumber) is >= 0 and var place ? place : null;

    private void Take(LogsSnapshot snapshot, long upTo)
    {
        var gone = _matches.FindIndex(entry => entry.Number >= snapshot.Oldest);
        _matches.RemoveRange(0, gone < 0 ? _matches.Count : gone);
        foreach (var entry in snapshot.Entries)
        {
            if (entry.Number <= upTo && _query!.Matches(entry))
            {
                _matches.Add(entry);
            }
        }
        _seen = Math.Min(upTo, snapshot.Newest);
        Kept = Math.Max(0, _seen - snapshot.Oldest + 1);
        Dropped = snapshot.Dropped;
    }
}
