using System.Globalization;
using OjAspire.ClusterSim.Pods;

namespace OjAspire.ClusterSim.Scenarios;

/// <summary>Everything is applied to an empty cluster at once.</summary>
internal sealed class DeployScenario : IScenario
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LoadFor = TimeSpan.FromSeconds(4);

    public string Name => "deploy";

    public string Title => "API servers and sandboxes start at the same moment, and find each other";

    public async Task RunAsync(Simulation simulation, Report report)
    {
        var cluster = simulation.Cluster;
        var start = TimeProvider.System.GetTimestamp();
        report.Did("kubectl apply -k k8s/");
        await report.WithinAsync(
            $"kubectl rollout status: {cluster.Api.Deployment.Replicas} API servers and {cluster.Sandboxes.Deployment.Replicas} sandboxes are ready",
            ReadyWithin, start, Task.WhenAll(cluster.Api.DeployAsync(), cluster.Sandboxes.DeployAsync()));
        await cluster.Endpoints.WhenAsync(all => all.Length == cluster.Api.Pods.Count, ReadyWithin);
        await simulation.ConnectedAsync(report, cluster.Api.Pods);
        await simulation.CountedAsync(report, TimeSpan.FromSeconds(10));
        await CheckSentencesAsync(simulation, report);

        await using var load = simulation.StartLoad();
        await simulation.PassAsync(LoadFor);
        await simulation.SettleAsync(report, load);
    }

    // These sentences are what operators search logs for.
    private static async Task CheckSentencesAsync(Simulation simulation, Report report)
    {
        var servers = simulation.Cluster.Api.Pods;
        var endpoints = string.Join(' ', servers.Select(simulation.EndpointOf));
        foreach (var sandbox in simulation.Cluster.Sandboxes.Pods)
        {
            string[] sentences =
            [
                $"Sandbox base ID: {Checks.BaseId(sandbox)}",
                string.Create(CultureInfo.InvariantCulture, $"Managing connections to {servers.Count} scheduler(s): [{endpoints}]"),
                .. servers.Select(server => $"Connecting to new scheduler at {simulation.EndpointOf(server)}"),
                .. servers.Select(server => $"Connected to scheduler at {simulation.EndpointOf(server)}"),
            ];
            await CheckSaidAsync(report, sandbox, sentences);
        }

        foreach (var server in servers)
        {
            var suffix = simulation.EndpointOf(server).Replace('.', '-').Replace(':', '-');
            await CheckSaidAsync(report, server,
                [.. simulation.Cluster.Sandboxes.Pods.Select(sandbox => $"Sandbox {Checks.BaseId(sandbox)}-{suffix} connected successfully")]);
        }
    }

    private static async Task CheckSaidAsync(Report report, Pod pod, string[] sentences)
    {
        try
        {
            await Task.WhenAll(sentences.Select(sentence => pod.WhenSaidAsync(line => line.Trim() == sentence)));
            report.Check(true, $"the log of {pod.Name}", $"\"{sentences[^1]}\"" + (sentences.Length > 1 ? $" and {sentences.Length - 1} more sentence(s)" : ""));
        }
        catch (TimeoutException)
        {
            var missing = sentences.Where(sentence => !pod.Log.Any(line => line.Trim() == sentence));
            report.Check(false, $"the log of {pod.Name}", $"no \"{string.Join("\", no \"", missing)}\"");
        }
    }
}
