using System.Diagnostics;
using System.Globalization;

namespace OjAspire.ClusterSim.Pods;

/// <summary>Commands inside a container, as <c>kubectl exec</c> runs them.</summary>
internal static class InsidePod
{
    /// <summary>Runs a command with the files and the network of a process, to its end. Cancelling kills it.</summary>
    /// <param name="process">The container's first process.</param>
    /// <returns>The exit code and what it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(int process, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var target = process.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("/usr/bin/nsenter", [$"--target={target}", "--mount", "--net", "--", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var inside = Process.Start(start)!;
        try
        {
            // What it complains of is read so that it can end, and not kept: a probe that fails is nothing unusual.
            var complaints = inside.StandardError.ReadToEndAsync(cancellationToken);
            var output = await inside.StandardOutput.ReadToEndAsync(cancellationToken);
            await complaints;
            await inside.WaitForExitAsync(cancellationToken);
            return (inside.ExitCode, output);
        }
        catch (OperationCanceledException)
        {
            inside.Kill(entireProcessTree: true);
            throw;
        }
    }
}
