using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>How fast the number of pods changes in one direction.</summary>
public sealed class ScalingRules
{
    /// <summary>How long the load has to be lower before pods go, in seconds.</summary>
    [YamlMember(Alias = "stabilizationWindowSeconds")]
    public int StabilizationWindowSeconds { get; set; } = 300;
}
