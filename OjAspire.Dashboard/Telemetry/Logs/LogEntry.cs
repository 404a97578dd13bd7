using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Logs;

/// <summary>One structured log record.</summary>
/// <param name="Number">Position in the order of arrival, from 1.</param>
/// <param name="Time">When it happened, or when it was seen if the sender does not say.</param>
/// <param name="Category">Name of the logger.</param>
/// <param name="EventName">Name of the event; empty if it has none.</param>
/// <param name="Message">The formatted text.</param>
/// <param name="TraceId">32 lower-case hexadecimal digits, or empty.</param>
/// <param name="SpanId">16 lower-case hexadecimal digits, or empty.</param>
/// <param name="Attributes">The properties of the record and its scopes.</param>
public sealed record LogEntry(
    long Number,
    DateTimeOffset Time,
    LogSeverity Severity,
    TelemetryResource Resource,
    string Category,
    string EventName,
    string Message,
    string TraceId,
    string SpanId,
    ImmutableArray<KeyValuePair<string, string>> Attributes)
{
    /// <summary>Attributes that the sender or the limits left out.</summary>
    public long DroppedAttributes { get; init; }
}
