using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>An empty folder that lives as long as the pod.</summary>
public sealed class EmptyDirVolumeSourceV1
{
    /// <summary><c>Memory</c> for a folder in memory.</summary>
    [YamlMember(Alias = "medium")]
    public string? Medium { get; set; }

    /// <summary>Most it may hold, as a quantity.</summary>
    [YamlMember(Alias = "sizeLimit")]
    public string? SizeLimit { get; set; }
}
