using OjAspire.ClusterSim.Clients;
using OjAspire.ClusterSim.Cluster;

namespace OjAspire.ClusterSim.Scenarios;

/// <summary>An API server dies without a warning, with work of its own.</summary>
internal sealed class DeleteScenario : IScenario
{
    private const int Submissions = 6;
    private static readonly TimeSpan ReplacedWithin = TimeSpan.FromSeconds(60);

    // Until DNS and the Service know, requests may still be sent to the dead one.
    private static readonly TimeSpan RequestsMayFailFor = SimulatedCluster.EndpointsLag + TimeSpan.FromSeconds(2);

    // The lease of the dead (10 s), a look at the leases (2 s), and two rounds of judging on slots that others want as well.
    private static readonly TimeSpan FinishedWithin = TimeSpan.FromSeconds(25);

    public string Name => "delete";

    public string Title => "an API server is killed without grace while its submissions wait and run";

    public async Task RunAsync(Simulation simulation, Report report)
    {
        var api = simulation.Cluster.Api;
        var victim = api.Pods[simulation.Random.Next(api.Pods.Count)];
        await using var load = simulation.StartLoad();
        var tokens = await Task.WhenAll(Enumerable.Range(0, Submissions).Select(_ => simulation.SubmitAsync(victim, JudgedProgram.Long(3))));
        report.Saw($"{victim.Name} has just acknowledged {Submissions} submissions, more than there are slots");
        report.Did($"kubectl -n oj-api delete pod {victim.Name} --grace-period=0 --force");
        var start = TimeProvider.System.GetTimestamp();
        var (gone, replaced) = api.Replace(victim, TimeSpan.Zero);
        await gone.WaitAsync(simulation.Stopping);
        var other = api.Pods.First(pod => pod.IsReady);
        await Task.WhenAll(
            report.WithinAsync("a new pod is ready in its place", ReplacedWithin, start, replaced),
            report.WithinAsync($"the others finish its {Submissions} submissions", FinishedWithin, start,
                simulation.WhenAsync(() => simulation.AreFinalAsync(other, tokens))));
        await simulation.Cluster.Endpoints.WhenAsync(all => all.Length == api.Pods.Count && !all.Contains(victim.Address), ReplacedWithin);
        await simulation.ConnectedAsync(report, [api.Pods[^1]]);
        await simulation.CountedAsync(report, TimeSpan.FromSeconds(5));
        await simulation.SettleAsync(report, load, mayFailUntil: start + (long)(RequestsMayFailFor.TotalSeconds * TimeProvider.System.TimestampFrequency));
    }
}
