using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>What a container is promised and what it may use, in Kubernetes quantities (<c>500m</c>, <c>256Mi</c>).</summary>
public sealed class ResourceRequirementsV1
{
    /// <summary>What it may use.</summary>
    [YamlMember(Alias = "limits")]
    public Dictionary<string, string> Limits { get; } = [];

    /// <summary>What it is promised.</summary>
    [YamlMember(Alias = "requests")]
    public Dictionary<string, string> Requests { get; } = [];
}
