using OjAspire.ClusterSim.Clients;
using OjAspire.ClusterSim.Pods;

namespace OjAspire.ClusterSim.Scenarios;

/// <summary>What several scenarios expect.</summary>
internal static class Checks
{
    private const string BaseIdSentence = "Sandbox base ID: ";

    /// <summary>Every sandbox has a stream to each of these API servers in time, counted from when DNS had the addresses.</summary>
    public static async Task ConnectedAsync(this Simulation simulation, Report report, IEnumerable<Pod> servers)
    {
        foreach (var server in servers)
        {
            var endpoint = simulation.EndpointOf(server);
            await report.WithinAsync($"every sandbox has its stream to {server.Name} ({endpoint}) once DNS has it", simulation.Discovery,
                simulation.Cluster.Endpoints.ToldAt(server.Address), simulation.SandboxesSayAsync(line => line == $"Connected to scheduler at {endpoint}"));
        }
    }

    /// <summary>Ends when every sandbox has said something so many times.</summary>
    /// <returns>When the last one did; a timestamp of the clock.</returns>
    /// <exception cref="TimeoutException">One has not within 30 s.</exception>
    public static async Task<long> SandboxesSayAsync(this Simulation simulation, Func<string, bool> line, int times = 1) =>
        (await Task.WhenAll(simulation.Cluster.Sandboxes.Pods.Select(sandbox => sandbox.WhenSaidAsync(printed => line(printed.Trim()), times)))).Max();

    /// <summary>Every API server counts every sandbox and every slot once.</summary>
    public static async Task CountedAsync(this Simulation simulation, Report report, TimeSpan limit)
    {
        var since = TimeProvider.System.GetTimestamp();
        string[] sandboxes = [.. simulation.Cluster.Sandboxes.Pods.Select(BaseId).Order(StringComparer.Ordinal)];
        await report.WithinAsync(
            $"/sandbox/status of all {simulation.Cluster.Api.Pods.Count} replicas: {sandboxes.Length} sandboxes, {simulation.Slots} slots", limit, since,
            simulation.WhenAsync(async () =>
            {
                var statuses = await Task.WhenAll(simulation.Cluster.Api.Pods.Select(simulation.StatusAsync));
                return statuses.All(status => status["total_count"]!.GetValue<int>() == simulation.Slots && status["complete"]!.GetValue<bool>()
                    && status["sandboxes"]!.AsArray().Select(each => each!["base_id"]!.GetValue<string>()).Order(StringComparer.Ordinal).SequenceEqual(sandboxes));
            }));
    }

    /// <summary>The pods of a Deployment went by themselves and in time.</summary>
    public static void CheckDepartures(this Report report, IEnumerable<Departure> departures)
    {
        foreach (var departure in departures)
        {
            report.Check(departure.Orderly, "the old pod ends by itself within its grace period", departure.ToString());
        }
    }

    /// <summary>Ends the load. What it was promised has to be kept, and every pod that is there has to be well.</summary>
    /// <param name="mayFailUntil">When a request may have been sent that failed, at the latest; none may fail when there is no such moment.</param>
    public static async Task SettleAsync(this Simulation simulation, Report report, Load load, long? mayFailUntil = null)
    {
        var figures = await load.EndAsync();
        var unexpected = load.Failures.Where(failure => mayFailUntil is null || failure.At > mayFailUntil).ToArray();
        report.Check(unexpected.Length == 0, mayFailUntil is null ? "no request fails" : "no request fails but those on the way to the lost pod", figures);
        foreach (var (_, what) in unexpected.Take(5))
        {
            report.Saw(what);
        }

        await AuditAsync(simulation, report);
        var complaints = simulation.Cluster.Api.Pods.Concat(simulation.Cluster.Sandboxes.Pods).Where(pod => pod.Complaint is not null)
            .Select(pod => $"{pod.Name}: {pod.Complaint}").ToArray();
        report.Check(complaints.Length == 0, "no container had to be started anew", complaints.Length == 0 ? "none" : string.Join("; ", complaints));
    }

    /// <summary>The base id that a sandbox has printed.</summary>
    public static string BaseId(Pod sandbox) =>
        sandbox.Log.Select(line => line.Trim()).First(line => line.StartsWith(BaseIdSentence, StringComparison.Ordinal))[BaseIdSentence.Length..];

    private static async Task AuditAsync(Simulation simulation, Report report)
    {
        var replicas = simulation.Cluster.Api.Pods.Select(simulation.ClientOf).ToArray();
        var wrong = await simulation.Ledger.AuditAsync(replicas, simulation.Stopping);
        report.Check(wrong.Count == 0, "every acknowledged submission has one right verdict, the same at every replica and ever since",
            $"{simulation.Ledger.Count} since the beginning, {wrong.Count} wrong");
        foreach (var each in wrong.Take(5))
        {
            report.Saw(each.ToString());
        }
    }
}
