using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OjAspire.Tests.Integration;

/// <summary>Finds and kills the process behind an address, as an operator would with <c>ss</c> and <c>kill</c>.</summary>
internal static partial class ReplicaProcess
{
    /// <summary>SIGKILL for the one process that listens there.</summary>
    public static void Kill(Uri address)
    {
        using var process = Process.GetProcessById(Find(address));
        process.Kill();
    }

    private static int Find(Uri address)
    {
        using var listing = Process.Start(new ProcessStartInfo("ss", ["-ltnpH", $"sport = :{address.Port}"]) { RedirectStandardOutput = true })!;
        var ids = ProcessId().Matches(listing.StandardOutput.ReadToEnd()).Select(match => match.Groups[1].Value).Distinct();
        return int.Parse(Assert.Single(ids), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"pid=(\d+)")]
    private static partial Regex ProcessId();
}
