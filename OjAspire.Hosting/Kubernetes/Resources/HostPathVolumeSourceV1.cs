using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A path of the node.</summary>
public sealed class HostPathVolumeSourceV1
{
    /// <summary>The path.</summary>
    [YamlMember(Alias = "path")]
    public string Path { get; set; } = null!;

    /// <summary>What it has to be; not checked by default.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = null!;
}
