using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>What the pods use of a resource.</summary>
public sealed class ResourceMetric
{
    /// <summary><c>cpu</c> or <c>memory</c>.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = "";

    /// <summary>How much they should use.</summary>
    [YamlMember(Alias = "target")]
    public ScalingGoal Target { get; set; } = new();
}
