using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>What is run. Only one of these may be left; the others have to be set to <see langword="null"/>.</summary>
public sealed class LifecycleHandlerV1
{
    /// <summary>Runs a program.</summary>
    [YamlMember(Alias = "exec")]
    public ExecActionV1 Exec { get; set; } = new();

    /// <summary>Waits.</summary>
    [YamlMember(Alias = "sleep")]
    public SleepActionV1 Sleep { get; set; } = new();

    /// <summary>Asks by HTTP.</summary>
    [YamlMember(Alias = "httpGet")]
    public HttpGetActionV1 HttpGet { get; set; } = new();

    /// <summary>Opens a connection.</summary>
    [YamlMember(Alias = "tcpSocket")]
    public TcpSocketActionV1 TcpSocket { get; set; } = new();
}
