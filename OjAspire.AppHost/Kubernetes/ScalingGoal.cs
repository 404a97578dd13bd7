using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>What a metric should be.</summary>
public sealed class ScalingGoal
{
    /// <summary><c>Utilization</c> or <c>AverageValue</c>.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = "";

    /// <summary>In percent of what is requested.</summary>
    [YamlMember(Alias = "averageUtilization")]
    public int? AverageUtilization { get; set; }

    /// <summary>For each pod, as a quantity.</summary>
    [YamlMember(Alias = "averageValue")]
    public string? AverageValue { get; set; }
}
