using System.Globalization;
using k8s.Models;

namespace OjAspire.Tests.Publishing;

/// <summary>Objects that name one another mean one another, whichever way they are applied.</summary>
[Collection(Publication.Name)]
public sealed class ReferenceTests(Publication publication)
{
    public static TheoryData<string> Applied => Publication.AppliedData;

    [Theory]
    [MemberData(nameof(Applied))]
    public void What_keeps_pods_running_knows_its_own_and_no_others(string applied)
    {
        var objects = publication.Objects(applied);

        Assert.All(objects.Pods, pod => Assert.Equal([pod.Owner], objects.Matching(pod.Selector.MatchLabels).Select(each => each.Owner)));
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void Every_selector_means_pods_of_one_kind(string applied)
    {
        var objects = publication.Objects(applied);
        IEnumerable<IDictionary<string, string>> selectors =
        [
            .. objects.All<V1Service>().Select(service => service.Spec.Selector),
            .. objects.All<V1PodDisruptionBudget>().Select(budget => budget.Spec.Selector.MatchLabels),
            .. objects.All<V1NetworkPolicy>().Select(policy => policy.Spec.PodSelector.MatchLabels),
            .. objects.Pods.SelectMany(pod => pod.Spec.TopologySpreadConstraints ?? []).Select(constraint => constraint.LabelSelector.MatchLabels),
        ];

        Assert.All(selectors, selector => Assert.Single(objects.Matching(selector)));
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void Services_lead_to_ports_that_the_pods_have(string applied)
    {
        var objects = publication.Objects(applied);
        var ports = objects.All<V1Service>().SelectMany(service => service.Spec.Ports.Select(port => (Service: service, Port: port))).ToArray();

        Assert.NotEmpty(ports);
        Assert.All(ports, each => Assert.Contains(
            int.Parse(each.Port.TargetPort, CultureInfo.InvariantCulture), objects.Matching(each.Service.Spec.Selector).Single().Ports));
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void Probes_ask_on_ports_that_the_container_has(string applied)
    {
        var containers = publication.Objects(applied).Pods.SelectMany(pod => pod.Spec.Containers);

        Assert.All(containers, container => Assert.All(
            new[] { container.StartupProbe, container.ReadinessProbe, container.LivenessProbe }
                .Select(probe => probe?.HttpGet?.Port ?? probe?.TcpSocket?.Port).Where(port => port is not null),
            port => Assert.Contains(int.Parse(port!, CultureInfo.InvariantCulture), container.Ports.Select(each => each.ContainerPort))));
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void Every_volume_config_map_and_secret_that_a_pod_names_is_there(string applied)
    {
        var objects = publication.Objects(applied);
        var maps = objects.All<V1ConfigMap>().Select(map => map.Metadata.Name).ToHashSet();
        V1Secret[] secrets = [.. objects.All<V1Secret>(), .. Publication.SecretTemplates.All<V1Secret>()];

        foreach (var pod in objects.Pods)
        {
            var container = Assert.Single(pod.Spec.Containers);
            Assert.Empty((container.VolumeMounts ?? []).Select(mount => mount.Name)
                .Except([.. pod.ClaimedVolumes, .. (pod.Spec.Volumes ?? []).Select(volume => volume.Name)]));
            foreach (var source in container.EnvFrom ?? [])
            {
                Assert.True(source.ConfigMapRef is { } map ? maps.Contains(map.Name) : secrets.Any(secret => secret.Metadata.Name == source.SecretRef.Name));
            }

            foreach (var reference in (container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>())
            {
                Assert.Contains(reference.Key, secrets.Single(secret => secret.Metadata.Name == reference.Name).StringData.Keys);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void Autoscalers_scale_what_is_there_and_measure_what_it_requests(string applied)
    {
        var objects = publication.Objects(applied);
        foreach (var scaler in objects.All<V2HorizontalPodAutoscaler>())
        {
            var target = objects.All<V1Deployment>().Single(deployment => deployment.Metadata.Name == scaler.Spec.ScaleTargetRef.Name);

            Assert.Equal((target.ApiVersion, target.Kind), (scaler.Spec.ScaleTargetRef.ApiVersion, scaler.Spec.ScaleTargetRef.Kind));
            Assert.Equal(scaler.Spec.MinReplicas, target.Spec.Replicas ?? scaler.Spec.MinReplicas);
            Assert.All(scaler.Spec.Metrics.Where(metric => metric.Resource is not null), metric => Assert.All(
                target.Spec.Template.Spec.Containers, container => Assert.Contains(metric.Resource.Name, container.Resources.Requests.Keys)));
        }

        Assert.Equal(2, objects.All<V2HorizontalPodAutoscaler>().Count());
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void The_address_that_sandboxes_look_up_is_the_headless_service(string applied)
    {
        var objects = publication.Objects(applied);
        var address = objects.All<V1ConfigMap>().SelectMany(map => map.Data).Single(value => value.Key == "SCHEDULER_ADDRESS").Value.Split(':');

        var service = objects.All<V1Service>().Single(service => service.Metadata.Name == address[0]);

        Assert.Equal("None", service.Spec.ClusterIP);
        Assert.Equal(int.Parse(address[1], CultureInfo.InvariantCulture), Assert.Single(service.Spec.Ports).Port);
        Assert.Equal("oj-api-server", Assert.Single(objects.Matching(service.Spec.Selector)).Metadata.Labels["app"]);
    }

    [Theory]
    [InlineData("k8s")]
    [InlineData("k8s/overlays/dashboard")]
    public void Everything_is_in_the_one_namespace_which_lets_sandboxes_have_their_privileges(string applied)
    {
        var objects = publication.Objects(applied);
        var space = Assert.Single(objects.All<V1Namespace>());

        Assert.Equal("oj-api", space.Metadata.Name);
        Assert.Equal("privileged", space.Metadata.Labels["pod-security.kubernetes.io/enforce"]);
        Assert.All(objects.Everything.Except([space]), each => Assert.Equal("oj-api", each.Metadata.NamespaceProperty));
    }
}
