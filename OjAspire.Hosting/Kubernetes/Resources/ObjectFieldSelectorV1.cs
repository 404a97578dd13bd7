using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A field of the pod itself.</summary>
public sealed class ObjectFieldSelectorV1
{
    /// <summary>Its path, for example <c>status.podIP</c>.</summary>
    [YamlMember(Alias = "fieldPath")]
    public string FieldPath { get; set; } = null!;
}
