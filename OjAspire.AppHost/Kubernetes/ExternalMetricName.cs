using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>A metric by its name.</summary>
public sealed class ExternalMetricName
{
    /// <summary>The name.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = "";
}
