using OjAspire.ClusterSim.Manifests;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.ClusterSim;

/// <summary>The simulation runs by the values of k8s/ and not by others.</summary>
public sealed class ClusterManifestsTests
{
    private static readonly Dictionary<string, string> Secrets = new() { ["Oj__JoinToken"] = "a token", ["ConnectionStrings__oj"] = "a store" };

    private readonly ClusterManifests _read = ClusterManifests.Read(Path.Combine(SourceTree.Root, "k8s"), Secrets);

    [Fact]
    public void Headless_service_is_the_one_in_SCHEDULER_ADDRESS_and_selects_the_api_servers_alone()
    {
        Assert.Equal("oj-api", _read.Namespace);
        Assert.Equal(_read.Deployments["oj-sandbox"].Template.Environment["SCHEDULER_ADDRESS"], $"{_read.Headless.Name}:{_read.Headless.Port}");
        Assert.True(_read.Headless.Selects(_read.Deployments["oj-api-server"].Template.Labels));
        Assert.False(_read.Headless.Selects(_read.Deployments["oj-sandbox"].Template.Labels));
    }

    [Fact]
    public void Variables_are_those_of_config_map_secret_and_pod()
    {
        var template = _read.Deployments["oj-api-server"].Template;

        Assert.Equal("a token", template.Environment["Oj__JoinToken"]);
        Assert.Equal("a store", template.Environment["ConnectionStrings__oj"]);
        Assert.Equal("3001", template.Environment["HTTP_PORTS"]);
        Assert.Equal("status.podIP", template.Fields["POD_IP"]);
        Assert.DoesNotContain("ConnectionStrings__oj", _read.Deployments["oj-sandbox"].Template.Environment.Keys);
    }

    [Fact]
    public void Times_and_probes_are_read_as_seconds()
    {
        var template = _read.Deployments["oj-api-server"].Template;
        var raw = File.ReadAllText(Path.Combine(SourceTree.Root, "k8s", "base", "oj-api-server", "deployment.yaml"));

        Assert.Contains($"terminationGracePeriodSeconds: {template.GracePeriod.TotalSeconds}\n", raw);
        Assert.Contains($"seconds: {template.SleepBeforeStop.TotalSeconds}\n", raw);
        Assert.Contains($"failureThreshold: {template.Startup!.FailureThreshold}\n", raw);
        Assert.Equal("/health", template.Readiness!.Path);
        Assert.Equal("/alive", template.Liveness!.Path);
        Assert.True(template.GracePeriod > template.SleepBeforeStop && template.SleepBeforeStop > TimeSpan.Zero);
    }

    [Fact]
    public void Secret_that_nobody_fills_in_is_named()
    {
        var refused = Assert.Throws<InvalidDataException>(() => ClusterManifests.Read(Path.Combine(SourceTree.Root, "k8s"), new Dictionary<string, string>()));

        Assert.Contains("Oj__JoinToken", refused.Message);
    }
}
