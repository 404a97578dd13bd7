using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>A port that traffic is let through on.</summary>
public sealed class NetworkPolicyPort
{
    /// <summary><c>TCP</c> or <c>UDP</c>.</summary>
    [YamlMember(Alias = "protocol")]
    public string Protocol { get; set; } = "TCP";

    /// <summary>The port.</summary>
    [YamlMember(Alias = "port")]
    public int Port { get; set; }
}
