using System.Globalization;
using Aspire.Hosting.Kubernetes.Resources;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>How the kubelet sees whether a sandbox is well: it opens no port, so its files are looked at (docs/containers.md).</summary>
internal static class SandboxProbes
{
    /// <summary>Where the sandbox keeps the files; a place in memory.</summary>
    public const string Directory = "/run/oj-sandbox";

    // A sandbox touches its files once a second. One that is held up by a busy node is not restarted; its jobs would be lost.
    private const int SecondsUntilUnready = 10;
    private const int SecondsUntilDead = 30;

    // Every installed compiler is asked for its version before a sandbox is alive.
    private const int SecondsToStart = 120;

    /// <summary>Adds the three probes.</summary>
    public static void Apply(ContainerV1 container)
    {
        container.StartupProbe = Probe("alive", SecondsUntilDead, period: 2, failures: SecondsToStart / 2);
        container.ReadinessProbe = Probe("ready", SecondsUntilUnready, period: 5, failures: 2);
        container.LivenessProbe = Probe("alive", SecondsUntilDead, period: 10, failures: 3);
    }

    private static ProbeV1 Probe(string file, int freshSeconds, int period, int failures)
    {
        // A file that is not there has no age, which is an error as well.
        var script = string.Create(CultureInfo.InvariantCulture, $"test $(($(date +%s) - $(stat -c %Y {Directory}/{file}))) -lt {freshSeconds}");
        return new()
        {
            Exec = new() { Command = { "/bin/sh", "-c", script } },
            PeriodSeconds = period,
            FailureThreshold = failures,
            SuccessThreshold = 1,
            TimeoutSeconds = 5,
        };
    }
}
