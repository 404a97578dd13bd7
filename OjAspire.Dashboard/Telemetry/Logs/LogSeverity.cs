namespace OjAspire.Dashboard.Telemetry.Logs;

/// <summary>How grave a record is. OTLP's 24 numbers, folded to the first of each range.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber</remarks>
public enum LogSeverity
{
    Unspecified = 0,
    Trace = 1,
    Debug = 5,
    Information = 9,
    Warning = 13,
    Error = 17,
    Critical = 21,
}
