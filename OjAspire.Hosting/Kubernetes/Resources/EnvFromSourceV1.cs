using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Where a whole set of environment variables comes from. One of these.</summary>
public sealed class EnvFromSourceV1
{
    /// <summary>A ConfigMap.</summary>
    [YamlMember(Alias = "configMapRef")]
    public ConfigMapEnvSourceV1? ConfigMapRef { get; set; }

    /// <summary>A Secret.</summary>
    [YamlMember(Alias = "secretRef")]
    public SecretEnvSourceV1? SecretRef { get; set; }

    /// <summary>Put before each name.</summary>
    [YamlMember(Alias = "prefix")]
    public string? Prefix { get; set; }
}
