extern alias dashboard;

using System.Collections.Immutable;
using dashboard::OjAspire.Dashboard.Telemetry;
using dashboard::OjAspire.Dashboard.Telemetry.Metrics;
using dashboard::OjAspire.Dashboard.Topology;
using Resource = dashboard::OjAspire.ResourceService.Resource;

namespace OjAspire.Tests.Dashboard;

/// <summary>Senders that tell of their links, in the real stores on a clock that the test moves.</summary>
internal sealed class TopologyScene
{
    private readonly MetricStore _metrics = new(new TelemetryLimits());
    private readonly TelemetryResources _resources = new(1000);

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the app host knows; empty when there is none.</summary>
    public ImmutableDictionary<string, Resource> Resources { get; set; } = ImmutableDictionary<string, Resource>.Empty;

    public TopologySnapshot Picture { get; private set; } = TopologySnapshot.Empty;

    /// <summary>A point of a link to a peer; a state if one is given.</summary>
    public static (string Instrument, string Unit, double Value, (string, string)[] Attributes) Link(
        string instrument, string unit, double value, string peerName, string peer, string? state = null) => (instrument, unit, value,
        [(TopologyConvention.PeerName, peerName), (TopologyConvention.PeerInstance, peer), .. state is null ? Array.Empty<(string, string)>() : [("link.state", state)]]);

    /// <summary>A point of the sender itself.</summary>
    public static (string Instrument, string Unit, double Value, (string, string)[] Attributes) Node(
        string instrument, string unit, double value, string? state = null) =>
        (instrument, unit, value, state is null ? [] : [("some.state", state)]);

    /// <summary>One export of one sender, now.</summary>
    public void Send(
        string service, string instance,
        params IEnumerable<(string Instrument, string Unit, double Value, (string Key, string Value)[] Attributes)> points)
    {
        Assert.True(_resources.TryHear(new TelemetryResource(service, instance, []), Now, out var resource));
        _metrics.Add(points.GroupBy(point => point.Instrument).Select(same => new MetricBatch(
            new InstrumentInfo(
                new InstrumentKey(resource!, "Shop.Topology", same.Key), same.First().Unit == "s" ? InstrumentKind.Gauge : InstrumentKind.UpDownCounter, same.First().Unit, ""),
            IsDelta: false,
            [.. same.Select(point => (
                point.Attributes.OrderBy(each => each.Key, StringComparer.Ordinal)
                    .Select(each => KeyValuePair.Create(each.Key, each.Value))
                    .ToImmutableArray(),
                new MetricPoint(Now, Now, point.Value, null, [])))])));
    }

    public void Pass(double seconds) => Now += TimeSpan.FromSeconds(seconds);

    /// <summary>The picture as it is now.</summary>
    public TopologySnapshot Draw() =>
        Picture = TopologyBuilder.Build(
            new TopologyInput(_metrics.Latest(SenderReader.IsOurs), _resources.Snapshot(), Resources, Now), Picture);

    /// <summary>The only matrix of the picture as it is now.</summary>
    public TopologyMatrix Matrix() => Assert.Single(Draw().Matrices);

    /// <summary>The link between a worker and a server.</summary>
    public TopologyLink? Between(string worker, string server) =>
        Matrix().Find(new NodeKey("worker", worker), new NodeKey("server", server));

    public TopologyNode Node(string instance) => Matrix().Rows.Concat(Matrix().Columns).Single(node => node.Key.Instance == instance);
}
