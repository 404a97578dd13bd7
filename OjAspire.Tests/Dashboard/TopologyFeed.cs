using OjAspire.Dashboard.Otlp.Protos;

namespace OjAspire.Tests.Dashboard;

/// <summary>Servers and workers that tell a dashboard of their links, once a second as real ones do, until they are told to be
/// silent.</summary>
internal sealed class TopologyFeed : IAsyncDisposable
{
    public const int Slots = 4;

    private readonly string _service;
    private readonly string _peers;
    private readonly TelemetryFeed _feed;
    private readonly CancellationTokenSource _silence = new();
    private readonly Task _sending;
    private volatile IReadOnlyList<(string Peer, string State, int Running)> _links;

    private TopologyFeed(
        DashboardProcess dashboard, string service, string peers, string instance,
        IReadOnlyList<(string Peer, string State, int Running)> links)
    {
        (_service, _peers, _links) = (service, peers, links);
        _feed = new TelemetryFeed(dashboard, service, instance);
        _sending = SendAsync(_silence.Token);
    }

    /// <summary>A worker with four slots, and links to servers.</summary>
    public static TopologyFeed Worker(
        DashboardProcess dashboard, string instance, params (string Server, string State, int Running)[] links) =>
        new(dashboard, "worker", "server", instance, links);

    /// <summary>A server with a queue, and links to workers.</summary>
    public static TopologyFeed Server(DashboardProcess dashboard, string instance, params string[] workers) =>
        new(dashboard, "server", "worker", instance, [.. workers.Select(worker => (worker, "open", 0))]);

    /// <summary>What it tells from now on.</summary>
    public void Change(params (string Peer, string State, int Running)[] links) => _links = links;

    /// <summary>Sends nothing any more, as a process that was killed.</summary>
    public async Task FallSilentAsync()
    {
        await _silence.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>One export.</summary>
    public async Task ExportAsync()
    {
        var (now, links) = (TimeProvider.System.GetUtcNow(), _links);
        var running = links.Sum(link => link.Running);
        var own = _service == "worker"
            ? Sum("worker.slot.count", "{slot}", now, (Slots - running, [("slot.state", "free")]), (running, [("slot.state", "running")]))
            : Sum("server.queue.length", "{order}", now, (7, []));
        await _feed.SendAsync(
            "Shop.Topology",
            own,
            Sum(_service + ".state", "{node}", now, (1, [("node.state", "ready")])),
            Sum(_service + ".link.state", "{link}", now, links.Select(link => (1, Peer(link.Peer, ("link.state", link.State))))),
            Sum(_service + ".link.slot.count", "{slot}", now, links.Select(link => (link.Running, Peer(link.Peer)))));
    }

    public async ValueTask DisposeAsync()
    {
        await FallSilentAsync();
        _feed.Dispose();
        _silence.Dispose();
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        do
        {
            await ExportAsync();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private (string, object)[] Peer(string instance, params (string, object)[] more) =>
        [("service.peer.name", _peers), ("service.peer.instance.id", instance), .. more];

    /// <summary>A total that may fall, to send.</summary>
    public static Metric Sum(
        string name, string unit, DateTimeOffset time, params IEnumerable<(int Value, (string Key, object Value)[] Attributes)> points)
    {
        var sum = new Sum { AggregationTemporality = AggregationTemporality.Cumulative };
        sum.DataPoints.Add(points.Select(point => new NumberDataPoint
        {
            TimeUnixNano = TelemetryFeed.Nanoseconds(time),
            AsInt = point.Value,
            Attributes = { point.Attributes.Select(attribute => TelemetryFeed.Attribute(attribute.Key, attribute.Value)) },
        }));
        return new Metric { Name = name, Unit = unit, Sum = sum };
    }
}
