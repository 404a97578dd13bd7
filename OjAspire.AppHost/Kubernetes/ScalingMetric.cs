using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>Something that an autoscaler measures. One of the two sources.</summary>
public sealed class ScalingMetric
{
    /// <summary><c>Resource</c> or <c>External</c>.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = "";

    /// <summary>What the pods use.</summary>
    [YamlMember(Alias = "resource")]
    public ResourceMetric? Resource { get; set; }

    /// <summary>What a metrics adapter knows of the system.</summary>
    [YamlMember(Alias = "external")]
    public ExternalMetric? External { get; set; }

    /// <summary>Processor time, in percent of what the pods request.</summary>
    public static ScalingMetric Processor(int percent) => new()
    {
        Type = "Resource",
        Resource = new() { Name = "cpu", Target = new() { Type = "Utilization", AverageUtilization = percent } },
    };

    /// <summary>A metric of the whole system, as a number for each pod.</summary>
    public static ScalingMetric PerPod(string name, int value) => new()
    {
        Type = "External",
        External = new() { Metric = new() { Name = name }, Target = new() { Type = "AverageValue", AverageValue = $"{value}" } },
    };
}
