using k8s.Models;

namespace OjAspire.Tests.Publishing;

/// <summary>The policies open the ways that are used, and no other.</summary>
[Collection(Publication.Name)]
public sealed class NetworkPolicyTests(Publication publication)
{
    private const int ApiPort = 3001;

    public static TheoryData<string> Applied => Publication.AppliedData;

    [Theory]
    [MemberData(nameof(Applied))]
    public void Every_way_in_leads_to_a_port_that_the_pods_have_and_from_pods_that_there_are(string applied)
    {
        var objects = publication.Objects(applied);
        foreach (var policy in objects.All<V1NetworkPolicy>())
        {
            var pods = objects.Matching(policy.Spec.PodSelector.MatchLabels).Single();
            foreach (var rule in policy.Spec.Ingress ?? [])
            {
                Assert.All(rule.Ports, port => Assert.True(pods.Listens(port)));
                Assert.All(rule.FromProperty ?? [], from => Assert.Single(objects.Matching(from.PodSelector.MatchLabels)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void Every_way_out_to_our_own_pods_leads_to_a_port_that_they_have(string applied)
    {
        var objects = publication.Objects(applied);
        var ways = objects.All<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Egress ?? [])
            .SelectMany(rule => (rule.To ?? []).Where(to => to is { PodSelector: not null, NamespaceSelector: null })
                .Select(to => (Pods: objects.Matching(to.PodSelector.MatchLabels).Single(), rule.Ports)))
            .ToArray();

        Assert.NotEmpty(ways);
        Assert.All(ways, way => Assert.All(way.Ports, port => Assert.True(way.Pods.Listens(port))));
    }

    [Fact]
    public void Nothing_reaches_a_sandbox_and_a_sandbox_reaches_names_the_api_and_telemetry_only()
    {
        var policy = publication.Objects("k8s").One<V1NetworkPolicy>("oj-sandbox-network").Spec;

        Assert.Equal(["Ingress", "Egress"], policy.PolicyTypes);
        Assert.Null(policy.Ingress);
        Assert.Equal(
            ["UDP 53, TCP 53", $"TCP {ApiPort}", "TCP 4317, TCP 4318"],
            policy.Egress.Select(rule => string.Join(", ", rule.Ports.Select(port => $"{port.Protocol} {(string)port.Port}"))));
        Assert.All(policy.Egress, rule => Assert.NotEmpty(rule.To));
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void An_api_server_may_call_anywhere_because_stores_and_receivers_of_callbacks_may_be_anywhere(string applied)
    {
        var policies = publication.Objects(applied).All<V1NetworkPolicy>().Select(policy => policy.Spec)
            .Where(policy => policy.PodSelector.MatchLabels["app"] == "oj-api-server").ToArray();

        Assert.NotEmpty(policies);
        Assert.All(policies, policy => Assert.Equal(["Ingress"], policy.PolicyTypes));
    }

    [Fact]
    public void The_sandboxes_reach_the_port_of_the_headless_service_through_both_policies()
    {
        var objects = publication.Objects("k8s");
        var service = objects.One<V1Service>("oj-api-server-headless");
        var way = objects.One<V1NetworkPolicy>("oj-sandbox-network").Spec.Egress
            .Single(rule => rule.To is [{ PodSelector: not null, NamespaceSelector: null }]);
        var door = Assert.Single(objects.One<V1NetworkPolicy>("oj-api-server-network").Spec.Ingress);

        Assert.Equal(service.Spec.Selector, way.To[0].PodSelector.MatchLabels);
        Assert.Equal((string)service.Spec.Ports[0].TargetPort, (string)Assert.Single(way.Ports).Port);
        Assert.Equal((string)service.Spec.Ports[0].TargetPort, (string)Assert.Single(door.Ports).Port);
        Assert.Null(door.FromProperty);
    }

    [Fact]
    public void With_the_dashboard_telemetry_goes_to_it_and_gets_there()
    {
        var objects = publication.Objects("k8s/overlays/dashboard");
        var endpoint = new Uri(objects.One<V1ConfigMap>("oj-api-config").Data["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var port = objects.One<V1Service>(endpoint.Host).Spec.Ports.Single(port => port.Port == endpoint.Port);
        var policies = objects.All<V1NetworkPolicy>().Select(policy => policy.Spec).ToArray();

        Assert.Contains(
            policies.Where(policy => policy.PodSelector.MatchLabels["app"] == "oj-sandbox").SelectMany(policy => policy.Egress),
            rule => rule.To.Any(to => objects.Matching(to.PodSelector?.MatchLabels) is [{ Owner: "oj-dashboard" }])
                && rule.Ports.Any(each => (string)each.Port == (string)port.TargetPort));
        Assert.Equal(
            ["oj-api-server", "oj-sandbox"],
            policies.Single(policy => policy.PodSelector.MatchLabels["app"] == "oj-dashboard").Ingress
                .Where(rule => rule.Ports.Any(each => (string)each.Port == (string)port.TargetPort))
                .SelectMany(rule => rule.FromProperty).Select(from => from.PodSelector.MatchLabels["app"]));
    }
}
