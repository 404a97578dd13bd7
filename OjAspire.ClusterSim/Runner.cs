using System.Diagnostics.CodeAnalysis;

namespace OjAspire.ClusterSim;

/// <summary>Runs scenarios one after the other in one cluster, and tells how it went.</summary>
/// <param name="line">Takes a line of the report.</param>
internal sealed class Runner(Action<string> line)
{
    /// <returns>What did not hold; nothing when all is well.</returns>
    /// <exception cref="NotSupportedException">This machine or this user cannot; the message says what is missing.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var failed = new List<string>();
        var summary = new List<string>();
        await using var simulation = await Simulation.CreateAsync(arguments.Seed, cancellationToken);
        line($"Seed {arguments.Seed}; repeat with --seed {arguments.Seed}");
        foreach (var scenario in arguments.Scenarios)
        {
            var start = TimeProvider.System.GetTimestamp();
            var report = new Report(line, arguments.Slack, cancellationToken);
            report.Begin(scenario);
            await GoOnAsync(() => scenario.RunAsync(simulation, report), report, cancellationToken);
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            summary.Add($"  {(report.Failed.Count == 0 ? "held  " : "FAILED")}  {scenario.Name,-10} {seconds:0} s");
            failed.AddRange(report.Failed.Select(what => $"{scenario.Name}: {what}"));
        }

        line("");
        summary.ForEach(line);
        line(failed.Count == 0 ? "All held." : $"{failed.Count} did not hold:\n  {string.Join("\n  ", failed)}");
        Keep(simulation, arguments.LogFolder);
        return failed;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong in one scenario, the others are to be seen as well.")]
    private static async Task GoOnAsync(Func<Task> scenario, Report report, CancellationToken cancellationToken)
    {
        try
        {
            await scenario();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            report.Check(false, "the scenario comes to its end", $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private void Keep(Simulation simulation, string? folder)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (var pod in simulation.Cluster.Api.All.Concat(simulation.Cluster.Sandboxes.All))
        {
            File.WriteAllLines(Path.Combine(folder, pod.Name + ".log"), pod.Log);
        }

        line($"The logs of all pods are in {folder}");
    }
}
