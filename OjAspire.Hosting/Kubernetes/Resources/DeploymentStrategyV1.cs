using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>How old pods are replaced by new ones.</summary>
public sealed class DeploymentStrategyV1
{
    /// <summary>Bounds of a rolling update.</summary>
    [YamlMember(Alias = "rollingUpdate")]
    public RollingUpdateDeploymentV1 RollingUpdate { get; set; } = new();

    /// <summary><c>RollingUpdate</c> (default) or <c>Recreate</c>.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = "RollingUpdate";
}
