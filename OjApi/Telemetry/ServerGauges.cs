using System.Diagnostics.Metrics;
using OjApi.Scheduling;

namespace OjApi.Telemetry;

/// <summary>Whether this replica gives out work, read whenever somebody collects.</summary>
internal static class ServerGauges
{
    public static void Create(Meter meter, Scheduler scheduler) => meter.CreateObservableUpDownCounter(
        "oj.api.server.state",
        () => SandboxGauges.Measure(1, ("oj.server.state", scheduler.IsDraining ? "draining" : "ready")),
        "{server}",
        "1 with the state that this replica is in.");
}
