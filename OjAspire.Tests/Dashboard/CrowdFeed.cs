using System.Globalization;
using OjAspire.Dashboard.Otlp.Protos;

namespace OjAspire.Tests.Dashboard;

/// <summary>Very many workers, each with a link to every server, that tell of them once a second.</summary>
internal sealed class CrowdFeed : IAsyncDisposable
{
    private readonly int _workers;
    private readonly int _servers;
    private readonly TelemetryFeed _feed;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _sending;
    private int _exports;

    public CrowdFeed(DashboardProcess dashboard, int workers, int servers)
    {
        (_workers, _servers) = (workers, servers);
        _feed = new TelemetryFeed(dashboard, "crowd");
        _sending = SendAsync();
    }

    /// <summary>How often all have sent.</summary>
    public int Exports => Volatile.Read(ref _exports);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _feed.Dispose();
        _end.Dispose();
    }

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        do
        {
            await ExportAsync();
            Interlocked.Increment(ref _exports);
        }
        while (await timer.WaitForNextTickAsync(_end.Token));
    }

    // Each worker always runs one job, in turns for every server.
    private async Task ExportAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new ExportMetricsServiceRequest();
        for (var server = 1; server <= _servers; server++)
        {
            request.ResourceMetrics.Add(Of("server", server, TopologyFeed.Sum("server.queue.length", "{order}", now, [(1, [])])));
        }
        for (var worker = 1; worker <= _workers; worker++)
        {
            var peers = Enumerable.Range(1, _servers).Select(Peer).ToList();
            request.ResourceMetrics.Add(Of(
                "worker", worker,
                TopologyFeed.Sum("worker.slot.count", "{slot}", now, [(3, [("slot.state", "free")]), (1, [("slot.state", "running")])]),
                TopologyFeed.Sum(
                    "worker.link.state", "{link}", now, peers.Select(peer => (1, ((string, object)[])[.. peer, ("link.state", "open")]))),
                TopologyFeed.Sum("worker.link.slot.count", "{slot}", now, peers.Select((peer, index) => ((worker + _exports) % _servers == index ? 1 : 0, peer)))));
        }
        await _feed.Metrics.ExportAsync(request, _feed.Options);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static (string, object)[] Peer(int server) => [("service.peer.name", "server"), ("service.peer.instance.id", Text(server))];

    private static ResourceMetrics Of(string service, int instance, params Metric[] metrics) => new()
    {
        Resource = new Resource { Attributes = { TelemetryFeed.Attribute("service.name", service), TelemetryFeed.Attribute("service.instance.id", $"{Text(instance)}") } },
        ScopeMetrics = { new ScopeMetrics { Scope = new InstrumentationScope { Name = "Shop.Topology" }, Metrics = { metrics } } },
    };
}
