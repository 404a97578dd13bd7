using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>What an autoscaler scales.</summary>
public sealed class ScaleTarget
{
    /// <summary>Group and version of its kind.</summary>
    [YamlMember(Alias = "apiVersion")]
    public string ApiVersion { get; set; } = "apps/v1";

    /// <summary>Its kind.</summary>
    [YamlMember(Alias = "kind")]
    public string Kind { get; set; } = "Deployment";

    /// <summary>Its name.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = "";
}
