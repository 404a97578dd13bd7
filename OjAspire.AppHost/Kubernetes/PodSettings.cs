using Aspire.Hosting.Kubernetes.Resources;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>What both kinds of pods have alike.</summary>
internal static class PodSettings
{
    /// <summary>The scheme of probes as Kubernetes writes it.</summary>
    public const string Http = "HTTP";

    private const string ZoneLabel = "topology.kubernetes.io/zone";

    public static Dictionary<string, string> Selector(string name) => new() { ["app"] = name };

    /// <summary>Labels, spread, scratch space, and the zone; no account in the cluster.</summary>
    public static void Apply(Deployment deployment, string name)
    {
        deployment.Spec.Template.Metadata.Labels["app"] = name;
        deployment.Spec.Selector.MatchLabels["app"] = name;
        var pod = deployment.Spec.Template.Spec;
        pod.AutomountServiceAccountToken = false;
        pod.EnableServiceLinks = false;
        pod.TopologySpreadConstraints.AddRange([Spread(ZoneLabel, name), Spread("kubernetes.io/hostname", name)]);

        pod.Containers[0].Env.Add(Field("Oj__Zone", $"metadata.labels['{ZoneLabel}']"));
        AddScratch(pod, "tmp", new() { SizeLimit = "256Mi" });
    }

    /// <summary>A writable folder <c>/{name}</c>, of which a read-only root has no other.</summary>
    public static void AddScratch(PodSpecV1 pod, string name, EmptyDirVolumeSourceV1 folder)
    {
        pod.Volumes.Add(new() { Name = name, EmptyDir = folder });
        pod.Containers[0].VolumeMounts.Add(new() { Name = name, MountPath = $"/{name}" });
    }

    /// <summary>What a container asks for and may take. Processor time is not limited: who needs more may have what is idle.</summary>
    public static ResourceRequirementsV1 Resources(string processors, string memory, string mostMemory) => new()
    {
        Requests = { ["cpu"] = processors, ["memory"] = memory, ["ephemeral-storage"] = "64Mi" },
        Limits = { ["memory"] = mostMemory, ["ephemeral-storage"] = "1Gi" },
    };

    public static EnvVarV1 Field(string variable, string path) => new() { Name = variable, ValueFrom = new() { FieldRef = new() { FieldPath = path } } };

    /// <summary>A pause; every other kind of handler has to be taken out, since a new handler comes with all of them.</summary>
    public static LifecycleHandlerV1 Sleep(int seconds) =>
        new() { Sleep = new() { Seconds = seconds }, Exec = null!, HttpGet = null!, TcpSocket = null! };

    /// <summary>One pod at a time may be moved.</summary>
    public static PodDisruptionBudget Budget(string name) =>
        new() { Metadata = { Name = $"{name}-pdb" }, Spec = { Selector = new(Selector(name)), MaxUnavailable = 1 } };

    // Counted within one version of the Deployment: else the old pods of a rolling update, soon gone, would decide where the new ones go.
    private static TopologySpreadConstraintV1 Spread(string topologyKey, string name) => new()
    {
        TopologyKey = topologyKey,
        MaxSkew = 1,
        WhenUnsatisfiable = "ScheduleAnyway",
        LabelSelector = new(Selector(name)),
        MatchLabelKeys = { "pod-template-hash" },
    };
}
