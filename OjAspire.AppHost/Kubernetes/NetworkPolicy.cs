using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>Who may talk to pods, and whom they may talk to (<c>networking.k8s.io/v1</c>).</summary>
public sealed class NetworkPolicy() : BaseKubernetesResource("networking.k8s.io/v1", "NetworkPolicy")
{
    /// <summary>The rules.</summary>
    [YamlMember(Alias = "spec")]
    public NetworkPolicySpec Spec { get; set; } = new();
}
