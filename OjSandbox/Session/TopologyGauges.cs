using System.Diagnostics.Metrics;
using OjAspire.ServiceDefaults.Telemetry;
using OjSandbox.Judging;
using OjSandbox.Session.Slots;
using OjSandbox.Session.Streams;

namespace OjSandbox.Session;

/// <summary>
/// How this sandbox stands, and how with each API server: meter <c>OjAspire.Topology</c>, read whenever somebody collects. Servers come and go
/// for as long as a sandbox lives, and each has a series for every state that it was ever in. Thread-safe.
/// </summary>
internal sealed class TopologyGauges(SlotKeeper slots, SchedulerConnections connections, IReadiness readiness, TimeProvider time) : IDisposable
{
    /// <summary>Pairs of server and state that may come after the instruments were made: with 1,000 others still below the limit.</summary>
    private const int MostNew = 900;

    // An instrument must not be made anew while it is read, so what comes is not noted then.
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(10);

    private RenewedMeter? _meter;
    private ITimer? _timer;

    /// <summary>Makes the instruments.</summary>
    public void Begin()
    {
        _meter = new RenewedMeter(() => [Create()], () => connections.Links().Select(Key), MostNew);
        _timer = time.CreateTimer(static gauges => ((TopologyGauges)gauges!).Note(), this, NoteEvery, NoteEvery);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _meter?.Dispose();
    }

    private static string Key(LinkView link) => $"{link.PeerInstance} {link.State}";

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    private static Measurement<int> Measure(LinkView link, int value, params ReadOnlySpan<KeyValuePair<string, object?>> more) =>
        new(value, [Tag(TopologyMeter.PeerName, link.PeerName), Tag(TopologyMeter.PeerInstance, link.PeerInstance), .. more]);

    private static Measurement<int>[] Read(SlotFigures figures) =>
    [
        new(figures.Free, Tag("oj.slot.state", "free")),
        new(figures.Claimed, Tag("oj.slot.state", "claimed")),
        new(figures.Running, Tag("oj.slot.state", "running")),
    ];

    private void Note()
    {
        foreach (var link in connections.Links())
        {
            _meter!.Came(Key(link));
        }
    }

    private Meter Create()
    {
        var meter = new Meter(TopologyMeter.Name);
        meter.CreateObservableUpDownCounter("oj.sandbox.slot.count", () => Read(slots.Figures), "{slot}", "Slots.");
        meter.CreateObservableUpDownCounter(
            "oj.sandbox.outcome.unacknowledged", () => slots.Figures.Unacknowledged, "{outcome}", "Outcomes that no API server has acknowledged yet.");
        meter.CreateObservableUpDownCounter(
            "oj.sandbox.outcome.size", () => slots.Figures.UnacknowledgedBytes, "By", "Size of the outcomes that no API server has acknowledged yet.");
        meter.CreateObservableUpDownCounter(
            "oj.sandbox.state", () => new Measurement<int>(1, Tag("oj.sandbox.state", State())), "{sandbox}", "1 with the state that this sandbox is in.");
        meter.CreateObservableUpDownCounter(
            "oj.sandbox.link.state", () => connections.Links().Select(link => Measure(link, 1, Tag("oj.link.state", link.State))), "{link}",
            "1 with the state that the connection to an API server is in.");
        meter.CreateObservableUpDownCounter(
            "oj.sandbox.link.slot.count", () => connections.Links().Select(link => Measure(link, link.Running)), "{slot}",
            "Slots that run a job of that API server.");
        return meter;
    }

    private string State() => readiness.Current.WithdrawnBecause is not null ? "withdrawn" : slots.IsDraining ? "draining" : "ready";
}
