using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>One condition on a label.</summary>
public sealed class LabelSelectorRequirementV1
{
    /// <summary>Key of the label.</summary>
    [YamlMember(Alias = "key")]
    public string Key { get; set; } = null!;

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    [YamlMember(Alias = "operator")]
    public string Operator { get; set; } = null!;

    /// <summary>Values that it is compared with.</summary>
    [YamlMember(Alias = "values")]
    public List<string> Values { get; } = [];
}
