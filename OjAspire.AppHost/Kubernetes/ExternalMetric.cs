using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>What a metrics adapter knows of the system.</summary>
public sealed class ExternalMetric
{
    /// <summary>Which metric.</summary>
    [YamlMember(Alias = "metric")]
    public ExternalMetricName Metric { get; set; } = new();

    /// <summary>How much it should be.</summary>
    [YamlMember(Alias = "target")]
    public ScalingGoal Target { get; set; } = new();
}
