namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>Which instrument: of which process, made by which meter, named what.</summary>
public sealed record InstrumentKey(TelemetryResource Resource, string Meter, string Name);
