using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Bounds of a rolling update.</summary>
public sealed class RollingUpdateDeploymentV1
{
    /// <summary>How many pods there may be above the wanted number.</summary>
    [YamlMember(Alias = "maxSurge")]
    public int MaxSurge { get; set; }

    /// <summary>How many of the wanted pods may be missing.</summary>
    [YamlMember(Alias = "maxUnavailable")]
    public int MaxUnavailable { get; set; }
}
