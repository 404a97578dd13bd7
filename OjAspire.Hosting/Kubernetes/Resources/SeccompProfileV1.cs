using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A system call filter.</summary>
public sealed class SeccompProfileV1
{
    /// <summary>File on the node, for the type <c>Localhost</c>.</summary>
    [YamlMember(Alias = "localhostProfile")]
    public string LocalhostProfile { get; set; } = null!;

    /// <summary><c>RuntimeDefault</c>, <c>Unconfined</c> or <c>Localhost</c>.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = null!;
}
