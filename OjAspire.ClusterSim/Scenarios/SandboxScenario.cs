using OjAspire.ClusterSim.Clients;

namespace OjAspire.ClusterSim.Scenarios;

/// <summary>A sandbox is deleted, as a drained node or a scale-down does it, while every slot judges.</summary>
internal sealed class SandboxScenario : IScenario
{
    private static readonly TimeSpan CountedWithin = TimeSpan.FromSeconds(60);

    public string Name => "sandbox";

    public string Title => "a sandbox is deleted, with its grace period, while it judges";

    public async Task RunAsync(Simulation simulation, Report report)
    {
        var cluster = simulation.Cluster;
        var leaving = cluster.Sandboxes.Pods[simulation.Random.Next(cluster.Sandboxes.Pods.Count)];
        var slots = simulation.Slots;
        await using var load = simulation.StartLoad();
        foreach (var server in Enumerable.Range(0, slots).Select(number => cluster.Api.Pods[number % cluster.Api.Pods.Count]))
        {
            await simulation.SubmitAsync(server, JudgedProgram.Long(4));
        }

        var start = TimeProvider.System.GetTimestamp();
        await report.WithinAsync($"all {slots} slots judge", TimeSpan.FromSeconds(10), start, simulation.WhenAsync(async () =>
            (await simulation.StatusAsync(cluster.Api.Pods[0]))["processing_count"]!.GetValue<int>() == slots));
        report.Did($"kubectl -n oj-api delete pod {leaving.Name}");
        var (gone, replaced) = cluster.Sandboxes.Replace(leaving);
        report.CheckDepartures([await gone.WaitAsync(simulation.Stopping)]);
        var said = leaving.Log.Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("Stopping: ", StringComparison.Ordinal));
        report.Check(said is not null, "it says what it still runs", said ?? "nothing");
        await replaced.WaitAsync(simulation.Stopping);
        await simulation.CountedAsync(report, CountedWithin);
        await simulation.SettleAsync(report, load);
    }
}
