using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>An entry of a ConfigMap.</summary>
public sealed class ConfigMapKeySelectorV1
{
    /// <summary>Name of the ConfigMap.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = null!;

    /// <summary>Whether it may be missing.</summary>
    [YamlMember(Alias = "optional")]
    public bool? Optional { get; set; }

    /// <summary>The entry.</summary>
    [YamlMember(Alias = "key")]
    public string Key { get; set; } = null!;
}
