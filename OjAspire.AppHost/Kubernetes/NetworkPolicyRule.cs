using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>Traffic that is let through: these ports, from or to these peers; no peers means everybody.</summary>
public sealed class NetworkPolicyRule
{
    /// <summary>The ports.</summary>
    [YamlMember(Alias = "ports")]
    public List<NetworkPolicyPort> Ports { get; } = [];

    /// <summary>Where it may come from, in a rule for incoming traffic.</summary>
    [YamlMember(Alias = "from")]
    public List<NetworkPolicyPeer> From { get; } = [];

    /// <summary>Where it may go to, in a rule for outgoing traffic.</summary>
    [YamlMember(Alias = "to")]
    public List<NetworkPolicyPeer> To { get; } = [];
}
