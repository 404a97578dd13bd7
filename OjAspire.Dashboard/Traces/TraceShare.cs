using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Traces;

/// <summary>What one process did in a trace.</summary>
/// <param name="Errors">How many of the spans are errors.</param>
public sealed record TraceShare(TelemetryResource Resource, int Spans, int Errors);
