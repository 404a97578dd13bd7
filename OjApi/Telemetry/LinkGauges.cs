using System.Diagnostics.Metrics;
using OjApi.Scheduling;
using OjAspire.ServiceDefaults.Telemetry;

namespace OjApi.Telemetry;

/// <summary>The streams of this replica, each named by who is at its other end, read whenever somebody collects.</summary>
internal static class LinkGauges
{
    /// <summary>A meter of its own, to be made anew as sandboxes come and go.</summary>
    public static Meter Create(Scheduler scheduler)
    {
        var meter = new Meter(TopologyMeter.Name);
        meter.CreateObservableUpDownCounter(
            "oj.api.stream.count", () => scheduler.Sandboxes().Sum(sandbox => sandbox.Streams.Length), "{stream}", "Sandbox streams connected to this replica.");
        meter.CreateObservableUpDownCounter(
            "oj.api.link.state", () => Links(scheduler).Select(link => Measure(link, 1, ("oj.link.state", State(link)))), "{link}",
            "1 with the state that a sandbox's stream is in, as this replica sees it.");
        meter.CreateObservableUpDownCounter(
            "oj.api.link.job.count", () => Links(scheduler).Select(link => Measure(link, link.Streams.Sum(stream => stream.Held.Length))), "{job}",
            "Jobs of this replica that the sandbox holds.");
        meter.CreateObservableGauge(
            "oj.api.link.report.age", () => Links(scheduler).Select(link => Measure(link, Age(scheduler, link))), "s", "Time since the sandbox reported last.");
        return meter;
    }

    // Two processes that call themselves the same are one at the other end; the one that reported last counts.
    private static IEnumerable<SandboxView> Links(Scheduler scheduler) =>
        scheduler.Sandboxes().GroupBy(sandbox => sandbox.Hello.Peer).Select(same => same.MaxBy(sandbox => sandbox.LastReportAt ?? sandbox.ConnectedAt)!);

    private static Measurement<T> Measure<T>(SandboxView link, T value, params ReadOnlySpan<(string Key, string Value)> more)
        where T : struct
    {
        var attributes = new List<KeyValuePair<string, object?>>
        {
            new(TopologyMeter.PeerName, link.Hello.Peer.Name),
            new(TopologyMeter.PeerInstance, link.Hello.Peer.Id),
        };
        foreach (var (key, state) in more)
        {
            attributes.Add(new(key, state));
        }

        return new Measurement<T>(value, attributes);
    }

    // A stream that is there is open; what its sandbox says of itself may be worse than that.
    private static string State(SandboxView link) => link.Availability switch
    {
        SandboxAvailability.Draining => "draining",
        SandboxAvailability.Withdrawn => "withdrawn",
        _ => "open",
    };

    private static double Age(Scheduler scheduler, SandboxView link) =>
        Math.Max(0, (scheduler.Now - (link.LastReportAt ?? link.ConnectedAt)).TotalSeconds);
}
