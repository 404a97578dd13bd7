namespace OjAspire.Dashboard.Telemetry;

/// <summary>A resource, and when it was heard of.</summary>
/// <param name="LastSeen">When anything of it came last, by the dashboard's clock.</param>
public sealed record TelemetrySender(TelemetryResource Resource, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
