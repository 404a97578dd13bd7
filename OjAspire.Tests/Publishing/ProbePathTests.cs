using System.Net;
using k8s.Models;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Publishing;

/// <summary>The real API server, with the environment that is published.</summary>
[Collection(Publication.Name)]
public sealed class ProbePathTests(Publication publication)
{
    [Fact]
    public async Task Every_path_that_a_probe_asks_for_is_answered_with_200()
    {
        var objects = publication.Objects("k8s");
        var container = objects.One<V1Deployment>("oj-api-server").Spec.Template.Spec.Containers[0];
        string[] paths = [.. new[] { container.StartupProbe, container.ReadinessProbe, container.LivenessProbe }.Select(probe => probe.HttpGet.Path)];
        await using var cluster = ProcessCluster.Create();

        var replica = await cluster.StartReplicaAsync("127.0.0.1", new Dictionary<string, string>(objects.One<V1ConfigMap>("oj-api-config").Data));

        var http = cluster.Client("127.0.0.1").Http;
        foreach (var path in paths)
        {
            using var response = await http.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        }

        using var unknown = await http.GetAsync("/no-such-probe");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.DoesNotContain(replica.Lines, line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));
    }
}
