using OjAspire.Dashboard.Otlp.Protos;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Log records from OTLP into those of the store.</summary>
internal sealed class LogReader(AttributeReader attributes)
{
    // How .NET says what a later version of OTLP has a field for.
    private const string EventNameAttribute = "logrecord.event.name";
    private const string TemplateAttribute = "{OriginalFormat}";
    private const int NumbersOfSeverity = 24;
    private const int NumbersPerSeverity = 4;

    /// <summary>The record; every record is one.</summary>
    public LogEntry Read(LogRecord record, TelemetryResource resource, string category, DateTimeOffset now)
    {
        var properties = attributes.Read(record.Attributes, out var dropped);
        var message = attributes.Text(record.Body);
        return new LogEntry(
            0,
            UnixNanoseconds.ToTime(record.TimeUnixNano, UnixNanoseconds.ToTime(record.ObservedTimeUnixNano, now)),
            Severity(record),
            resource,
            category,
            record.EventName.Length > 0 ? attributes.Name(record.EventName) : properties.Find(EventNameAttribute) ?? "",
            message.Length > 0 ? message : properties.Find(TemplateAttribute) ?? "",
            Ids.Trace(record.TraceId),
            Ids.Span(record.SpanId),
            properties)
        {
            DroppedAttributes = record.DroppedAttributesCount + dropped,
        };
    }

    private static LogSeverity Severity(LogRecord record) => (int)record.SeverityNumber switch
    {
        >= 1 and <= NumbersOfSeverity and var number => (LogSeverity)(number - ((number - 1) % NumbersPerSeverity)),
        _ => record.SeverityText.ToUpperInvariant() switch
        {
            "TRACE" => LogSeverity.Trace,
            "DEBUG" => LogSeverity.Debug,
            "INFO" or "INFORMATION" => LogSeverity.Information,
            "WARN" or "WARNING" => LogSeverity.Warning,
            "ERROR" => LogSeverity.Error,
            "FATAL" or "CRITICAL" => LogSeverity.Critical,
            _ => LogSeverity.Unspecified,
        },
    };
}
