using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>The sandboxes in a cluster: no Service, nothing reaches them; they have exactly the privileges that a box is made with.</summary>
internal static class SandboxOnKubernetes
{
    private const string Name = "oj-sandbox";

    // SHUTDOWN_TIMEOUT for running jobs (30 s), what a sandbox takes at most after that (8 s), and some room; docs/operations.md.
    private const int SecondsToStop = 45;

    // Submissions that may wait for each sandbox before there is to be another one.
    private const int WaitingForEach = 10;

    /// <summary>Makes the objects of the sandboxes fit for a cluster.</summary>
    /// <param name="resource">Its objects.</param>
    /// <param name="slots">Jobs that each of them runs at once: a processor for each, and as much memory as compilers and programs may take.</param>
    public static void Configure(KubernetesResource resource, int slots)
    {
        resource.ConfigMap!.Data["SCHEDULER_ADDRESS"] = ApiOnKubernetes.SchedulerAddress;
        resource.ConfigMap.Data["HEALTH_DIRECTORY"] = SandboxProbes.Directory;

        var deployment = (Deployment)resource.Workload!;
        PodSettings.Apply(deployment, Name);
        deployment.Spec.Strategy.RollingUpdate = new() { MaxSurge = 1, MaxUnavailable = 0 };
        deployment.Spec.Template.Spec.TerminationGracePeriodSeconds = SecondsToStop;

        var container = deployment.Spec.Template.Spec.Containers[0];
        container.SecurityContext = Privileges();
        SandboxProbes.Apply(container);
        container.Resources = PodSettings.Resources(processors: $"{slots}", memory: $"{slots}Gi", mostMemory: $"{(2 * slots) + 1}Gi");
        PodSettings.AddScratch(deployment.Spec.Template.Spec, "run", new() { Medium = "Memory", SizeLimit = "16Mi" });

        resource.AdditionalResources.AddRange([PodSettings.Budget(Name), Scaler(deployment), SandboxNetwork.Policy(Name)]);
    }

    /// <summary>
    /// What bubblewrap and the cgroups need, and nothing else; a test runs a sandbox with just these, and without each of them
    /// (docs/containers.md). SYS_ADMIN: namespaces, mounts, the cgroup file system. NET_ADMIN: the loopback device of a box.
    /// SETUID, SETGID: the box user. KILL: ending its processes. SETPCAP: taking all of this away inside the box. The runtime's default filter and AppArmor profile forbid pivot_root and mount, so the
    /// box's own filter takes their place for everything foreign.
    /// </summary>
    private static SecurityContextV1 Privileges() => new()
    {
        RunAsUser = 0,
        ReadOnlyRootFilesystem = true,
        Capabilities = new() { Drop = { "ALL" }, Add = { "SYS_ADMIN", "NET_ADMIN", "SETUID", "SETGID", "KILL", "SETPCAP" } },
        SeccompProfile = new() { Type = "Unconfined" },
        AppArmorProfile = new() { Type = "Unconfined" },
    };

    private static HorizontalPodAutoscaler Scaler(Deployment deployment) => new()
    {
        Metadata = { Name = $"{Name}-scaler" },
        Spec =
        {
            ScaleTargetRef = { Name = deployment.Metadata.Name },
            MinReplicas = deployment.Spec.Replicas!.Value,
            MaxReplicas = 20,
            Metrics = { ScalingMetric.Processor(percent: 80), ScalingMetric.PerPod("oj_api_queue_length", WaitingForEach) },
        },
    };
}
