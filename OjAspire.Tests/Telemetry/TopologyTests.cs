using System.Globalization;
using OjAspire.ServiceDefaults.Telemetry;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Integration.Telemetry;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Telemetry;

/// <summary>Who is connected to whom, as real processes tell it.</summary>
public sealed class TopologyTests
{
    private const string First = "127.0.93.1";
    private const string Second = "127.0.93.2";
    private const string Never = "127.0.93.3";
    private const string Slow = "sleep 3; echo slept";

    [Fact]
    public async Task Both_ends_of_a_link_name_the_other_as_it_names_itself_and_tell_how_it_stands()
    {
        await using var collector = await MetricCollector.StartAsync();
        await using var cluster = ProcessCluster.Create();
        await cluster.StartReplicaAsync(First, Named(collector, "api", "r1"));
        await cluster.StartReplicaAsync(Second, Named(collector, "api", "r2"));
        cluster.StartSandbox(2, [First, Second, Never], Named(collector, "judge", "s1"));

        await UntilAsync(collector, "s1", "oj.sandbox.link.state", ("api", "r1"), "open");
        await UntilAsync(collector, "s1", "oj.sandbox.link.state", ("api", "r2"), "open");
        await UntilAsync(collector, "s1", "oj.sandbox.link.state", ("api", string.Create(CultureInfo.InvariantCulture, $"{Never}:{cluster.Port}")), "failing");
        await UntilAsync(collector, "s1", "oj.sandbox.state", null, "ready");
        await UntilAsync(collector, "r1", "oj.api.link.state", ("judge", "s1"), "open");
        await UntilAsync(collector, "r2", "oj.api.link.state", ("judge", "s1"), "open");
        await UntilAsync(collector, "r1", "oj.api.server.state", null, "ready");

        await Task.WhenAll(
            cluster.Client(First).JudgeAsync(46, Slow),
            UntilAsync(collector, "s1", "oj.sandbox.link.slot.count", ("api", "r1"), value: 1),
            UntilAsync(collector, "r1", "oj.api.link.job.count", ("judge", "s1"), value: 1),
            UntilAsync(collector, "s1", "oj.sandbox.slot.count", null, "running"));
        Assert.Equal(0, Find(collector, "s1", "oj.sandbox.link.slot.count", ("api", "r2"), state: null)!.Value);

        await cluster.KillReplicaAsync(First);
        await UntilAsync(collector, "s1", "oj.sandbox.link.state", ("api", "r1"), "failing");
        Assert.Equal(["failing"], States(collector, "s1", ("api", "r1")));
        Assert.Equal(["open"], States(collector, "s1", ("api", "r2")));
    }

    private static Dictionary<string, string> Named(MetricCollector collector, string name, string instance) => new(collector.Environment)
    {
        ["OTEL_SERVICE_NAME"] = name,
        ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance}",
    };

    private static Task UntilAsync(
        MetricCollector collector, string sender, string instrument, (string Name, string Id)? peer, string? state = null, double value = 1) => Eventually.TrueAsync(
            () => Find(collector, sender, instrument, peer, state)?.Value >= value,
            $"{sender} did not tell {instrument} of {peer?.Id ?? "itself"} as {state ?? value.ToString(CultureInfo.InvariantCulture)}");

    private static MetricCollector.Point? Find(MetricCollector collector, string sender, string instrument, (string Name, string Id)? peer, string? state) =>
        Of(collector, sender, instrument, peer).FirstOrDefault(point => state is null || State(point) == state);

    private static IEnumerable<string?> States(MetricCollector collector, string sender, (string Name, string Id) peer) =>
        Of(collector, sender, "oj.sandbox.link.state", peer).Where(point => point.Value != 0).Select(State);

    private static IEnumerable<MetricCollector.Point> Of(MetricCollector collector, string sender, string instrument, (string Name, string Id)? peer) =>
        collector.Newest.GetValueOrDefault(sender, []).Where(point =>
            point.Instrument == instrument
            && point.Attributes.GetValueOrDefault(TopologyMeter.PeerName) == peer?.Name
            && point.Attributes.GetValueOrDefault(TopologyMeter.PeerInstance) == peer?.Id);

    private static string? State(MetricCollector.Point point) => point.Attributes.FirstOrDefault(each => each.Key.EndsWith(".state", StringComparison.Ordinal)).Value;
}
