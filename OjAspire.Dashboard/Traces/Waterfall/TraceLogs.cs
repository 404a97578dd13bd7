using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>The log records that were written within a trace, by span.</summary>
public sealed class TraceLogs
{
    private readonly Dictionary<string, List<LogEntry>> _bySpan = new(StringComparer.Ordinal);

    public TraceLogs(LogsSnapshot logs, string traceId)
    {
        foreach (var entry in logs.Entries.Where(entry => entry.TraceId == traceId))
        {
            if (!_bySpan.TryGetValue(entry.SpanId, out var entries))
            {
                _bySpan.Add(entry.SpanId, entries = []);
            }
            entries.Add(entry);
            Count++;
        }
    }

    /// <summary>Of the whole trace.</summary>
    public int Count { get; }

    public IReadOnlyList<LogEntry> Of(string spanId) => _bySpan.GetValueOrDefault(spanId, []);
}
