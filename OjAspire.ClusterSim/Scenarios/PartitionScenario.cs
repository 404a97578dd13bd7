using OjAspire.ClusterSim.Clients;
using OjAspire.ClusterSim.Cluster;
using OjAspire.ClusterSim.Manifests;

namespace OjAspire.ClusterSim.Scenarios;

/// <summary>The link of one API server loses every packet for a while; nobody is told.</summary>
internal sealed class PartitionScenario : IScenario
{
    private const int Submissions = 4;
    private static readonly TimeSpan CutFor = TimeSpan.FromSeconds(20);

    // The sandbox's pings take four seconds at most (docs/architecture.md); one more for this machine.
    private static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(5);

    public string Name => "partition";

    public string Title => "one API server is cut off silently for 20 s and comes back";

    public async Task RunAsync(Simulation simulation, Report report)
    {
        var cluster = simulation.Cluster;
        var lost = cluster.Api.Pods[simulation.Random.Next(cluster.Api.Pods.Count)];
        var ended = $"Stream to scheduler at {simulation.EndpointOf(lost)} ended";
        var connected = $"Connected to scheduler at {simulation.EndpointOf(lost)}";
        await using var load = simulation.StartLoad();
        for (var number = 0; number < Submissions; number++)
        {
            await simulation.SubmitAsync(lost, JudgedProgram.Long(2));
        }

        report.Did($"cut the link of {lost.Name}, which has {Submissions} submissions of its own");
        var cut = TimeProvider.System.GetTimestamp();
        await cluster.CutAsync(lost);
        await report.WithinAsync($"every sandbox notices (\"{ended}\")", NoticedWithin, cut,
            simulation.SandboxesSayAsync(line => line.StartsWith(ended, StringComparison.Ordinal)));
        var failing = $"Failed to connect to scheduler at {simulation.EndpointOf(lost)}: ";
        await report.WithinAsync($"every sandbox says why it cannot come back (\"{failing}...\")", OutOfDnsWithin(lost.Template.Readiness!), cut,
            simulation.SandboxesSayAsync(line => line.StartsWith(failing, StringComparison.Ordinal)));
        await report.WithinAsync("it is out of DNS and of the Service", OutOfDnsWithin(lost.Template.Readiness!), cut,
            cluster.Endpoints.WhenAsync(all => !all.Contains(lost.Address), TimeSpan.FromSeconds(60)));
        var outOfService = TimeProvider.System.GetTimestamp();
        var others = cluster.Api.Pods.Remove(lost).Select(pod => $"Stream to scheduler at {simulation.EndpointOf(pod)} ended").ToArray();
        var disturbed = cluster.Sandboxes.Pods.SelectMany(sandbox => sandbox.Log).Where(line => others.Any(other => line.Contains(other, StringComparison.Ordinal)));
        report.Check(!disturbed.Any(), "no stream to another replica ends", disturbed.Any() ? string.Join("; ", disturbed) : "none did");

        var rest = CutFor - TimeProvider.System.GetElapsedTime(cut);
        await simulation.PassAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        report.Did("mended the link");
        var mended = TimeProvider.System.GetTimestamp();
        await cluster.MendAsync(lost);
        await report.WithinAsync("it is in DNS and in the Service again", InDnsWithin(lost.Template.Readiness!), mended,
            cluster.Endpoints.WhenAsync(all => all.Contains(lost.Address), TimeSpan.FromSeconds(60)));
        await report.WithinAsync("every sandbox has its stream again once DNS has it", simulation.Discovery, cluster.Endpoints.ToldAt(lost.Address),
            simulation.SandboxesSayAsync(line => line == connected, times: 2));
        await simulation.CountedAsync(report, TimeSpan.FromSeconds(5));
        await simulation.SettleAsync(report, load, mayFailUntil: outOfService + (long)(Users.ConnectionLifetime.TotalSeconds * TimeProvider.System.TimestampFrequency));
    }

    private static TimeSpan OutOfDnsWithin(Probe readiness) =>
        (readiness.Period * readiness.FailureThreshold) + readiness.Timeout + SimulatedCluster.EndpointsLag + TimeSpan.FromSeconds(1);

    private static TimeSpan InDnsWithin(Probe readiness) =>
        (readiness.Period * readiness.SuccessThreshold) + readiness.Timeout + SimulatedCluster.EndpointsLag + TimeSpan.FromSeconds(1);
}
