using System.Globalization;
using k8s.Models;
using OjApi.Submissions;
using OjAspire.Tests.Structure;
using OjAspire.Tests.Telemetry;
using OjSandbox.Session;

namespace OjAspire.Tests.Publishing;

/// <summary>What is published agrees with the programs, and with what the documentation tells operators.</summary>
[Collection(Publication.Name)]
public sealed class OperationTests(Publication publication)
{
    public static TheoryData<string> Applied => Publication.AppliedData;

    [Theory]
    [MemberData(nameof(Applied))]
    public void A_rolling_update_takes_no_pod_away_before_its_successor_is_ready(string applied)
    {
        var deployments = publication.Objects(applied).All<V1Deployment>().Where(deployment => deployment.Spec.Strategy.Type != "Recreate").ToArray();

        Assert.Equal(2, deployments.Length);
        Assert.All(deployments, deployment => Assert.Equal(("0", "1"), (
            (string)deployment.Spec.Strategy.RollingUpdate.MaxUnavailable, (string)deployment.Spec.Strategy.RollingUpdate.MaxSurge)));
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void A_stopping_api_server_has_time_for_its_pause_and_for_all_that_it_may_take_after(string applied)
    {
        var objects = publication.Objects(applied);
        var lameDuckTime = objects.All<V1ConfigMap>().SelectMany(map => map.Data).Single(value => value.Key == "Oj__Ownership__LameDuckTime").Value;
        var bound = new OwnershipOptions { LameDuckTime = TimeSpan.Parse(lameDuckTime, CultureInfo.InvariantCulture) }.StopsWithin;
        var pod = objects.One<V1Deployment>("oj-api-server").Spec.Template.Spec;

        Assert.True(pod.TerminationGracePeriodSeconds >= pod.Containers[0].Lifecycle.PreStop.Sleep.Seconds + bound.TotalSeconds);
        Assert.True(pod.Containers[0].Lifecycle.PreStop.Sleep.Seconds >= new OwnershipOptions().LameDuckTime.TotalSeconds);
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void A_stopping_sandbox_has_time_for_its_jobs_and_for_all_that_it_may_take_after(string applied)
    {
        var settings = new SessionSettings { Slots = 1, JoinToken = "" };
        var pod = publication.Objects(applied).One<V1Deployment>("oj-sandbox").Spec.Template.Spec;

        Assert.True(pod.TerminationGracePeriodSeconds >= (settings.ShutdownTimeout + settings.LeaveWithin).TotalSeconds + 2);
    }

    [Fact]
    public void The_grace_times_are_those_of_the_page_for_operators()
    {
        var objects = publication.Objects("k8s");
        var rows = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "operations.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToArray();

        Assert.All([("oj-api-server", "| API server |"), ("oj-sandbox", "| sandbox |")], each => Assert.EndsWith(
            $"| {objects.One<V1Deployment>(each.Item1).Spec.Template.Spec.TerminationGracePeriodSeconds} |",
            rows.Single(row => row.StartsWith(each.Item2, StringComparison.Ordinal)), StringComparison.Ordinal));
    }

    [Fact]
    public void The_queue_that_sandboxes_are_scaled_by_is_a_metric_that_there_is()
    {
        var metric = publication.Objects("k8s").One<V2HorizontalPodAutoscaler>("oj-sandbox-scaler").Spec.Metrics.Single(metric => metric.External is not null);

        Assert.Contains(metric.External.Metric.Name, MetricsTable.Rows.Where(row => row.From == "API server").Select(row => row.Prometheus));
        Assert.Contains($"as: {metric.External.Metric.Name}\n", File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "publishing.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k8s", "oj-api-server")]
    [InlineData("k8s/overlays/postgres", "oj-postgres")]
    [InlineData("k8s/overlays/dashboard", "oj-dashboard")]
    public void A_pod_that_needs_no_privilege_keeps_to_the_restricted_level_and_to_a_read_only_root(string applied, string name)
    {
        var pod = publication.Objects(applied).Pods.Single(pod => pod.Owner == name).Spec;
        var container = Assert.Single(pod.Containers).SecurityContext;

        Assert.Equal((true, "RuntimeDefault"), (pod.SecurityContext.RunAsNonRoot, pod.SecurityContext.SeccompProfile.Type));
        Assert.Equal((false, true), (container.AllowPrivilegeEscalation, container.ReadOnlyRootFilesystem));
        Assert.Equal(["ALL"], container.Capabilities.Drop);
        Assert.Null(container.Capabilities.Add);
        Assert.All(pod.Volumes, volume => Assert.NotNull(volume.EmptyDir));
        Assert.NotEqual(true, pod.HostNetwork);
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void No_pod_has_an_account_in_the_cluster_and_each_says_what_it_needs(string applied) => Assert.All(publication.Objects(applied).Pods, pod =>
    {
        Assert.False(pod.Spec.AutomountServiceAccountToken);
        Assert.Empty(new[] { "cpu", "memory" }.Except(pod.Spec.Containers[0].Resources.Requests.Keys));
        Assert.Contains("memory", pod.Spec.Containers[0].Resources.Limits.Keys);
        Assert.All(pod.Spec.Volumes ?? [], volume => Assert.NotNull(volume.EmptyDir.SizeLimit));
    });

    [Fact]
    public void With_the_autoscalers_in_charge_no_number_of_pods_is_applied()
    {
        Assert.All(publication.Objects("k8s/overlays/autoscaled").All<V1Deployment>(), deployment => Assert.Null(deployment.Spec.Replicas));
        Assert.Equal(3, publication.Objects("k8s").One<V1Deployment>("oj-api-server").Spec.Replicas);
    }
}
