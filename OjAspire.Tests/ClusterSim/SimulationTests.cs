using OjAspire.ClusterSim;
using Xunit.Abstractions;

namespace OjAspire.Tests.ClusterSim;

/// <summary>The operator's walk of docs/kubernetes.md in the simulated cluster, shortened; <c>./cluster-sim.sh</c> does all of it.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    // Other tests run on the same machine.
    private const string Slack = "6";

    [Fact]
    public async Task What_k8s_describes_deploys_is_found_by_dns_scales_and_survives_a_killed_pod()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4), TimeProvider.System);

        var failed = await new Runner(output.WriteLine).RunAsync(Arguments.Parse(["deploy", "dns", "scale", "delete", "--slack", Slack]), patience.Token);

        Assert.Empty(failed);
    }
}
