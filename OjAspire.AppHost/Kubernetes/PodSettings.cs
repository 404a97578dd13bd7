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

        // The only writable places of a read-only root.
        pod.Volumes.Add(new() { Name = "tmp", EmptyDir = new() });
        pod.Volumes.Add(new() { Name = "run", EmptyDir = new() { Medium = "Memory" } });
        var container = pod.Containers[0];
        container.VolumeMounts.Add(new() { Name = "tmp", MountPath = "/tmp" });
        container.VolumeMounts.Add(new() { Name = "run", MountPath = "/run" });
        container.Env.Add(Field("Oj__Zone", $"metadata.labels['{ZoneLabel}']"));
    }

    public static EnvVarV1 Field(string variable, string path) => new() { Name = variable, ValueFrom = new() { FieldRef = new() { FieldPath = path } } };

    /// <summary>A pause; every other kind of handler has to be taken out, since a new handler comes with all of them.</summary>
    public static LifecycleHandlerV1 Sleep(int seconds) =>
        new() { Sleep = new() { Seconds = seconds }, Exec = null!, HttpGet = null!, TcpSocket = null! };

    public static PodDisruptionBudget Budget(string name) =>
        new() { Metadata = { Name = $"{name}-pdb" }, Spec = { Selector = new(Selector(name)), MaxUnavailable = 1 } };

    private static TopologySpreadConstraintV1 Spread(string topologyKey, string name) =>
        new() { TopologyKey = topologyKey, MaxSkew = 1, WhenUnsatisfiable = "ScheduleAnyway", LabelSelector = new(Selector(name)) };
}
