using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>How fast the number of pods follows the load.</summary>
public sealed class ScalingBehavior
{
    /// <summary>When there are to be fewer.</summary>
    [YamlMember(Alias = "scaleDown")]
    public ScalingRules ScaleDown { get; set; } = new();
}
