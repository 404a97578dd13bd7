using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>Pods, or addresses, that traffic may come from or go to. Without a namespace selector pods of the same namespace.</summary>
public sealed class NetworkPolicyPeer
{
    /// <summary>Their namespaces.</summary>
    [YamlMember(Alias = "namespaceSelector")]
    public LabelSelectorV1? NamespaceSelector { get; set; }

    /// <summary>The pods in them.</summary>
    [YamlMember(Alias = "podSelector")]
    public LabelSelectorV1? PodSelector { get; set; }

    /// <summary>Addresses, instead of pods.</summary>
    [YamlMember(Alias = "ipBlock")]
    public IPBlock? IPBlock { get; set; }
}
