extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry;
using dashboard::OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Tests.Dashboard;

/// <summary>Log records as the receiver hands them to the store.</summary>
internal static class SampleRecords
{
    public static LogEntry Record(
        string message, LogSeverity level, string service, string instance, string trace, params (string Key, string Value)[] attributes) => new(
        0,
        new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
        level,
        new TelemetryResource(service, instance, [new("service.version", "1.2")]),
        "Shop.Orders",
        "OrderTaken",
        message,
        trace,
        trace.Length == 0 ? "" : trace[..16],
        [.. attributes.Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value))]);
}
