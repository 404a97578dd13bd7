using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Which objects are meant, by their labels.</summary>
public sealed class LabelSelectorV1
{
    /// <summary>Selects everything until it is filled.</summary>
    public LabelSelectorV1()
    {
    }

    /// <summary>Selects what has these labels.</summary>
    /// <param name="matchLabels">The labels.</param>
    public LabelSelectorV1(Dictionary<string, string> matchLabels) => MatchLabels = matchLabels;

    /// <summary>Conditions that must hold.</summary>
    [YamlMember(Alias = "matchExpressions")]
    public List<LabelSelectorRequirementV1> MatchExpressions { get; set; } = [];

    /// <summary>Labels that must be there.</summary>
    [YamlMember(Alias = "matchLabels")]
    public Dictionary<string, string> MatchLabels { get; set; } = [];
}
