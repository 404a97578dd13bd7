using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Capabilities above or below the runtime's default.</summary>
public sealed class CapabilitiesV1
{
    /// <summary>Given, without the prefix <c>CAP_</c>.</summary>
    [YamlMember(Alias = "add")]
    public List<string> Add { get; } = [];

    /// <summary>Taken; <c>ALL</c> for all.</summary>
    [YamlMember(Alias = "drop")]
    public List<string> Drop { get; } = [];
}
