namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>
/// The newest lines of one log. Bounded twice: older lines are dropped and counted, longer lines are cut. Safe from any thread.
/// </summary>
internal sealed class LogBuffer(int capacity)
{
    /// <summary>Most characters of a line that are kept.</summary>
    public const int LongestLine = 8_192;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private AnsiParser _output = new();
    private AnsiParser _errors = new();
    private long _last;
    private long _version;

    /// <summary>How many lines are kept at most.</summary>
    public int Capacity => capacity;

    /// <summary>Grows with each change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Number of the newest line; 0 for none.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>Takes lines in their order. A line that is here already is a repeat and dropped.</summary>
    public void Append(IEnumerable<ConsoleLogLine> lines)
    {
        lock (_gate)
        {
            _version++;
            foreach (var line in lines.Where(line => line.Number > _last))
            {
                _last = line.Number;
                _lines.Enqueue(Show(line));
                if (_lines.Count > capacity)
                {
                    _lines.Dequeue();
                }
            }
        }
    }

    /// <summary>Forgets everything: the log is about to be told from its beginning.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _version++;
            _lines.Clear();
            _last = 0;
            _output = new AnsiParser();
            _errors = new AnsiParser();
        }
    }

    /// <summary>The kept lines, and how many came before them and are not kept.</summary>
    public LogSnapshot Snapshot()
    {
        lock (_gate)
        {
            LogLine[] lines = [.. _lines];
            return new LogSnapshot(lines, lines.Length == 0 ? 0 : lines[0].Number - 1);
        }
    }

    private LogLine Show(ConsoleLogLine line)
    {
        var text = line.Text.Length <= LongestLine ? line.Text : string.Concat(line.Text.AsSpan(0, LongestLine), "…");
        var spans = (line.IsError ? _errors : _output).Parse(text);
        return new LogLine(line.Number, line.IsError, string.Concat(spans.Select(span => span.Text)), spans);
    }
}
