namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>One of the logs that flow into a buffer: how far it has been read and how its next line is to look. Not thread-safe.</summary>
internal sealed class LogSource(string id)
{
    private readonly AnsiParser _output = new();
    private readonly AnsiParser _errors = new();
    private DateTimeOffset? _time;

    /// <summary>Number of its newest line; 0 for none.</summary>
    public long Last { get; private set; }

    /// <summary>The next line as it is shown.</summary>
    public LogLine Show(ConsoleLogLine line)
    {
        Last = line.Number;
        var text = line.Text.Length <= LogBuffer.LongestLine ? line.Text : string.Concat(line.Text.AsSpan(0, LogBuffer.LongestLine), "…");
        var spans = (line.IsError ? _errors : _output).Parse(text);
        var time = line.WrittenAt?.ToDateTimeOffset();
        // A clock that was set back must not put a log's own lines out of order.
        _time = time < _time ? _time : time;
        return new LogLine(id, line.Number, _time, line.IsError, string.Concat(spans.Select(span => span.Text)), spans);
    }
}
