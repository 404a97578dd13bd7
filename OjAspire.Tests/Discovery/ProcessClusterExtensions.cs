using System.Globalization;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Discovery;

internal static class ProcessClusterExtensions
{
    // A sandbox that finds no bubblewrap takes no work and is ready the sooner.
    private const string NoBubblewrap = "/nowhere/bwrap";

    /// <summary>Starts a sandbox that asks DNS for a name.</summary>
    /// <param name="period">Time from one look-up to the next, as the option is written.</param>
    /// <param name="judging">Whether it is to take work, for which it first has to find out what is installed.</param>
    /// <param name="reconnectCap">Longest pause between two attempts, as the option is written.</param>
    public static ChildProcess StartSandbox(
        this ProcessCluster cluster,
        int slots,
        string name,
        ResolverFiles resolver,
        string period,
        bool judging = true,
        string reconnectCap = "0.5")
    {
        var (program, arguments) = resolver.Inside(ProcessCluster.Dotnet, ProcessCluster.Built("OjSandbox"));
        return cluster.Track(ChildProcess.Start(program, arguments, cluster.SandboxEnvironment(slots, [], Over(judging, new()
        {
            ["SCHEDULER_ADDRESS"] = string.Create(CultureInfo.InvariantCulture, $"{name}:{cluster.Port}"),
            ["Oj__ResolvePeriod"] = period,
            ["Oj__ReconnectCap"] = reconnectCap,
        }))));
    }

    /// <summary>Starts a sandbox, one that takes no work, that follows a replica list.</summary>
    public static ChildProcess StartSandbox(this ProcessCluster cluster, int slots, string replicaList) =>
        cluster.StartSandbox(slots, [], Over(judging: false, new() { ["Oj__ReplicaList"] = replicaList }));

    private static Dictionary<string, string> Over(bool judging, Dictionary<string, string> more)
    {
        if (!judging)
        {
            more["Isolation__Bubblewrap"] = NoBubblewrap;
        }

        return more;
    }
}
