using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>How the number of pods follows the load.</summary>
public sealed class HorizontalPodAutoscalerSpec
{
    /// <summary>What is scaled.</summary>
    [YamlMember(Alias = "scaleTargetRef")]
    public ScaleTarget ScaleTargetRef { get; set; } = new();

    /// <summary>Fewest pods.</summary>
    [YamlMember(Alias = "minReplicas")]
    public int MinReplicas { get; set; }

    /// <summary>Most pods.</summary>
    [YamlMember(Alias = "maxReplicas")]
    public int MaxReplicas { get; set; }

    /// <summary>What is measured; the largest number of pods that one of them asks for is taken.</summary>
    [YamlMember(Alias = "metrics")]
    public List<ScalingMetric> Metrics { get; } = [];

    /// <summary>How fast.</summary>
    [YamlMember(Alias = "behavior")]
    public ScalingBehavior Behavior { get; set; } = new();
}
