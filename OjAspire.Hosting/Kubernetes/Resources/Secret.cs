using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Settings that are secrets.</summary>
public sealed class Secret() : BaseKubernetesResource("v1", "Secret")
{
    /// <summary>The settings, each in Base64.</summary>
    [YamlMember(Alias = "data")]
    public Dictionary<string, string> Data { get; } = [];

    /// <summary>The settings as they are.</summary>
    [YamlMember(Alias = "stringData")]
    public Dictionary<string, string> StringData { get; } = [];

    /// <summary>Whether they may never change.</summary>
    [YamlMember(Alias = "immutable")]
    public bool? Immutable { get; set; }

    /// <summary>Kind of secret. <c>Opaque</c> by default.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = "Opaque";
}
