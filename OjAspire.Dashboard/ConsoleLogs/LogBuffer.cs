namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>
/// The newest lines of one log, or of several merged. Bounded twice: older lines are dropped and counted, longer lines are cut.
/// Safe from any thread.
/// </summary>
internal sealed class LogBuffer(int capacity)
{
    /// <summary>Most characters of a line that are kept.</summary>
    public const int LongestLine = 8_192;

    // Room for lines that are no longer shown, so that they are moved once for many and not for each new line.
    private readonly int _slack = (capacity / 8) + 1;
    private readonly Lock _gate = new();
    private readonly List<LogLine> _lines = [];
    private readonly Dictionary<string, LogSource> _sources = new(StringComparer.Ordinal);
    private long _version;
    private long _total;

    /// <summary>How many lines are kept at most.</summary>
    public int Capacity => capacity;

    /// <summary>Grows with each change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>How many lines there were in all the logs together, whether they are kept or not.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Takes lines of one source in their order. A line that is here already is a repeat and dropped.</summary>
    public void Append(string source, IEnumerable<ConsoleLogLine> lines)
    {
        lock (_gate)
        {
            if (!_sources.TryGetValue(source, out var log))
            {
                _sources.Add(source, log = new LogSource(source));
            }
            var before = log.Last;
            var fresh = new List<LogLine>();
            foreach (var line in lines.Where(line => line.Number > log.Last))
            {
                fresh.Add(log.Show(line));
            }
            if (fresh.Count > 0)
            {
                Merge(fresh);
            }
            if (_lines.Count > capacity + _slack)
            {
                _lines.RemoveRange(0, _lines.Count - capacity);
            }
            Interlocked.Add(ref _total, log.Last - before);
            Interlocked.Increment(ref _version);
        }
    }

    /// <summary>Forgets the lines of a source: its log is about to be told from its beginning.</summary>
    public void Restart(string source)
    {
        lock (_gate)
        {
            if (_sources.Remove(source, out var log))
            {
                _lines.RemoveAll(line => line.Source == source);
                Interlocked.Add(ref _total, -log.Last);
            }
            Interlocked.Increment(ref _version);
        }
    }

    /// <summary>The kept lines, and how many there were.</summary>
    public LogSnapshot Snapshot()
    {
        lock (_gate)
        {
            var kept = Math.Min(capacity, _lines.Count);
            return new LogSnapshot(_lines.GetRange(_lines.Count - kept, kept), Total);
        }
    }

    // By time where the lines have one, by arrival where they do not. The new lines are in order, as are those that are here.
    private void Merge(List<LogLine> fresh)
    {
        var place = _lines.Count;
        while (place > 0 && _lines[place - 1].Time > fresh[0].Time)
        {
            place--;
        }
        var later = _lines.GetRange(place, _lines.Count - place);
        _lines.RemoveRange(place, later.Count);
        var taken = 0;
        foreach (var line in fresh)
        {
            while (taken < later.Count && !(later[taken].Time > line.Time))
            {
                _lines.Add(later[taken++]);
            }
            _lines.Add(line);
        }
        _lines.AddRange(later[taken..]);
    }
}
