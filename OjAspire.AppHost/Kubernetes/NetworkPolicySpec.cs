using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>Rules for the traffic of pods. A direction that is named and has no rule is closed.</summary>
public sealed class NetworkPolicySpec
{
    /// <summary>Which pods.</summary>
    [YamlMember(Alias = "podSelector")]
    public LabelSelectorV1 PodSelector { get; set; } = new();

    /// <summary>The directions that are ruled: <c>Ingress</c>, <c>Egress</c>.</summary>
    [YamlMember(Alias = "policyTypes")]
    public List<string> PolicyTypes { get; } = [];

    /// <summary>What may come in.</summary>
    [YamlMember(Alias = "ingress")]
    public List<NetworkPolicyRule> Ingress { get; } = [];

    /// <summary>What may go out.</summary>
    [YamlMember(Alias = "egress")]
    public List<NetworkPolicyRule> Egress { get; } = [];
}
