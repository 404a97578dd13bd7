using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>A budget of pods.</summary>
public sealed class PodDisruptionBudgetSpec
{
    /// <summary>Which pods.</summary>
    [YamlMember(Alias = "selector")]
    public LabelSelectorV1 Selector { get; set; } = new();

    /// <summary>How many of them may be missing.</summary>
    [YamlMember(Alias = "maxUnavailable")]
    public int MaxUnavailable { get; set; }

    /// <summary>Which unready pods may always be moved; a broken one must not keep a node from being emptied.</summary>
    [YamlMember(Alias = "unhealthyPodEvictionPolicy")]
    public string UnhealthyPodEvictionPolicy { get; set; } = "AlwaysAllow";
}
