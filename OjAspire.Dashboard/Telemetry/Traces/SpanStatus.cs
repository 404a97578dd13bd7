namespace OjAspire.Dashboard.Telemetry.Traces;

/// <summary>How an operation ended, as its author says; the numbers are OTLP's.</summary>
public enum SpanStatus
{
    Unset = 0,
    Ok = 1,
    Error = 2,
}
