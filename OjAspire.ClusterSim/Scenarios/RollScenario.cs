namespace OjAspire.ClusterSim.Scenarios;

/// <summary>A new version: every API server is replaced, one by one.</summary>
internal sealed class RollScenario : IScenario
{
    private static readonly TimeSpan DoneWithin = TimeSpan.FromMinutes(3);

    public string Name => "roll";

    public string Title => "a rolling update of the API servers under load";

    public async Task RunAsync(Simulation simulation, Report report)
    {
        var api = simulation.Cluster.Api;
        await using var load = simulation.StartLoad();
        report.Did($"kubectl -n oj-api rollout restart deployment/{api.Deployment.Name}");
        report.Saw($"maxSurge {api.Deployment.MaxSurge}, maxUnavailable {api.Deployment.MaxUnavailable}");
        var start = TimeProvider.System.GetTimestamp();
        var rolling = api.RollAsync();
        await report.WithinAsync("every replica is replaced", DoneWithin, start, rolling);
        report.CheckDepartures(await rolling);
        await simulation.ConnectedAsync(report, api.Pods);
        await simulation.CountedAsync(report, TimeSpan.FromSeconds(5));
        await simulation.SettleAsync(report, load);
    }
}
