using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>An AppArmor profile.</summary>
public sealed class AppArmorProfileV1
{
    /// <summary>Name of the profile on the node, for the type <c>Localhost</c>.</summary>
    [YamlMember(Alias = "localhostProfile")]
    public string LocalhostProfile { get; set; } = null!;

    /// <summary><c>RuntimeDefault</c>, <c>Unconfined</c> or <c>Localhost</c>.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = null!;
}
