namespace OjAspire.Dashboard.Otlp;

/// <summary>Takes exports of all three signals.</summary>
internal sealed record Intake(TraceIntake Traces, MetricIntake Metrics, LogIntake Logs);
