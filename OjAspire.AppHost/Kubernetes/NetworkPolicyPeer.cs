using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>Pods that traffic may come from or go to. Without a namespace selector those of the same namespace.</summary>
public sealed class NetworkPolicyPeer
{
    /// <summary>Their namespaces.</summary>
    [YamlMember(Alias = "namespaceSelector")]
    public LabelSelectorV1? NamespaceSelector { get; set; }

    /// <summary>The pods in them.</summary>
    [YamlMember(Alias = "podSelector")]
    public LabelSelectorV1? PodSelector { get; set; }
}
