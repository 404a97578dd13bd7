using System.Globalization;
using OjAspire.ClusterSim.Cluster;

namespace OjAspire.ClusterSim.Scenarios;

/// <summary>More API servers, fewer, and back.</summary>
internal sealed class ScaleScenario : IScenario
{
    private const int Many = 5;
    private const int Few = 2;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    public string Name => "scale";

    public string Title => $"to {Many} API servers, to {Few}, and back, under load";

    public async Task RunAsync(Simulation simulation, Report report)
    {
        var api = simulation.Cluster.Api;
        await using var load = simulation.StartLoad();
        await UpAsync(simulation, report, Many);

        Announce(report, api, Few);
        report.CheckDepartures(await api.ScaleAsync(Few).WaitAsync(simulation.Stopping));
        await simulation.CountedAsync(report, TimeSpan.FromSeconds(5));

        await UpAsync(simulation, report, api.Deployment.Replicas);
        await simulation.SettleAsync(report, load);
    }

    private static async Task UpAsync(Simulation simulation, Report report, int replicas)
    {
        var api = simulation.Cluster.Api;
        var before = api.Pods;
        Announce(report, api, replicas);
        await report.WithinAsync("the new ones are ready", ReadyWithin, TimeProvider.System.GetTimestamp(), api.ScaleAsync(replicas));
        await simulation.Cluster.Endpoints.WhenAsync(all => all.Length == replicas, ReadyWithin);
        await simulation.ConnectedAsync(report, api.Pods.Except(before));
        await simulation.CountedAsync(report, TimeSpan.FromSeconds(5));
    }

    private static void Announce(Report report, Workload api, int replicas) => report.Did(string.Create(CultureInfo.InvariantCulture,
        $"kubectl -n oj-api scale deployment/{api.Deployment.Name} --replicas={replicas}"));
}
