namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>What an instrument is.</summary>
/// <param name="Unit">In UCUM; empty if it has none.</param>
public sealed record InstrumentInfo(InstrumentKey Key, InstrumentKind Kind, string Unit, string Description);
