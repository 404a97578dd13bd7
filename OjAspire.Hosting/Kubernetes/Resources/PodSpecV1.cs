using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>What runs in a pod, and under which conditions.</summary>
public sealed class PodSpecV1
{
    /// <summary>Class of its priority.</summary>
    [YamlMember(Alias = "priorityClassName")]
    public string? PriorityClassName { get; set; }

    /// <summary>Class of the runtime that runs its containers.</summary>
    [YamlMember(Alias = "runtimeClassName")]
    public string? RuntimeClassName { get; set; }

    /// <summary>Account that it acts under in the cluster.</summary>
    [YamlMember(Alias = "serviceAccountName")]
    public string? ServiceAccountName { get; set; }

    /// <summary>Whether its containers see each other's processes.</summary>
    [YamlMember(Alias = "shareProcessNamespace")]
    public bool? ShareProcessNamespace { get; set; }

    /// <summary>Whether the token of its account is mounted; it is by default.</summary>
    [YamlMember(Alias = "automountServiceAccountToken")]
    public bool? AutomountServiceAccountToken { get; set; }

    /// <summary>Labels that its node must have.</summary>
    [YamlMember(Alias = "nodeSelector")]
    public Dictionary<string, string> NodeSelector { get; } = [];

    /// <summary>Its containers.</summary>
    [YamlMember(Alias = "containers")]
    public List<ContainerV1> Containers { get; } = [];

    /// <summary>Whether the addresses of all Services are put into the environment; they are by default.</summary>
    [YamlMember(Alias = "enableServiceLinks")]
    public bool? EnableServiceLinks { get; set; }

    /// <summary><see langword="false"/> gives the pod a user namespace of its own.</summary>
    [YamlMember(Alias = "hostUsers")]
    public bool? HostUsers { get; set; }

    /// <summary>Containers that run to their end before the others start.</summary>
    [YamlMember(Alias = "initContainers")]
    public List<ContainerV1> InitContainers { get; } = [];

    /// <summary>Time from the order to stop until it is killed, in seconds. 30 by default.</summary>
    [YamlMember(Alias = "terminationGracePeriodSeconds")]
    public long? TerminationGracePeriodSeconds { get; set; }

    /// <summary>How its pods are spread over zones and nodes.</summary>
    [YamlMember(Alias = "topologySpreadConstraints")]
    public List<TopologySpreadConstraintV1> TopologySpreadConstraints { get; } = [];

    /// <summary>Volumes that its containers may mount.</summary>
    [YamlMember(Alias = "volumes")]
    public List<VolumeV1> Volumes { get; } = [];

    /// <summary>Privileges of all of its containers.</summary>
    [YamlMember(Alias = "securityContext")]
    public PodSecurityContextV1? SecurityContext { get; set; }
}
