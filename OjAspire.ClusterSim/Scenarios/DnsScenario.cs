using OjAspire.ClusterSim.Pods;

namespace OjAspire.ClusterSim.Scenarios;

/// <summary>The name is looked up where the sandboxes are, through the resolver configuration that they have.</summary>
internal sealed class DnsScenario : IScenario
{
    public string Name => "dns";

    public string Title => "the headless Service seen from inside the sandboxes";

    public async Task RunAsync(Simulation simulation, Report report)
    {
        var headless = simulation.Cluster.Manifests.Headless.Name;
        var expected = simulation.Cluster.Api.Pods.Select(pod => pod.Address).Order(StringComparer.Ordinal).ToArray();
        foreach (var sandbox in simulation.Cluster.Sandboxes.Pods)
        {
            foreach (var name in (string[])[headless, $"{headless}.{simulation.Cluster.Manifests.Namespace}.svc.cluster.local"])
            {
                report.Did($"kubectl -n oj-api exec {sandbox.Name} -- getent ahosts {name}");
                var found = await LookUpAsync(sandbox, name, simulation.Stopping);
                report.Check(found.SequenceEqual(expected), $"the addresses of the {expected.Length} ready pods", string.Join(' ', found));
            }
        }

        var unknown = await LookUpAsync(simulation.Cluster.Sandboxes.Pods[0], "oj-no-such-service", simulation.Stopping);
        report.Check(unknown.Length == 0, "a name that is no Service has none", unknown.Length == 0 ? "none" : string.Join(' ', unknown));
    }

    private static async Task<string[]> LookUpAsync(Pod sandbox, string name, CancellationToken cancellationToken)
    {
        var (_, output) = await InsidePod.RunAsync(sandbox.ProcessId, ["getent", "ahosts", name], cancellationToken);
        var addresses = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);
        return [.. addresses.Distinct().Order(StringComparer.Ordinal)];
    }
}
