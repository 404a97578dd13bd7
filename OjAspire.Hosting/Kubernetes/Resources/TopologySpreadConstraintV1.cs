using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>How pods are spread over zones or nodes.</summary>
public sealed class TopologySpreadConstraintV1
{
    /// <summary><c>DoNotSchedule</c> or <c>ScheduleAnyway</c>.</summary>
    [YamlMember(Alias = "whenUnsatisfiable")]
    public string? WhenUnsatisfiable { get; set; }

    /// <summary>Which pods are counted.</summary>
    [YamlMember(Alias = "labelSelector")]
    public LabelSelectorV1 LabelSelector { get; set; } = new();

    /// <summary>Labels whose values the counted pods share with the new one.</summary>
    [YamlMember(Alias = "matchLabelKeys")]
    public List<string> MatchLabelKeys { get; } = [];

    /// <summary>Fewest zones or nodes there should be.</summary>
    [YamlMember(Alias = "minDomains")]
    public int? MinDomains { get; set; }

    /// <summary>Largest difference between two of them.</summary>
    [YamlMember(Alias = "maxSkew")]
    public int? MaxSkew { get; set; }

    /// <summary>Label of the nodes that tells them apart.</summary>
    [YamlMember(Alias = "topologyKey")]
    public string? TopologyKey { get; set; }
}
