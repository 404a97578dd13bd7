using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A connection that is opened.</summary>
public sealed class TcpSocketActionV1
{
    /// <summary>Host; the pod's own address by default.</summary>
    [YamlMember(Alias = "host")]
    public string Host { get; set; } = null!;

    /// <summary>Port.</summary>
    [YamlMember(Alias = "port")]
    public int Port { get; set; }
}
