using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>What a Service offers and who stands behind it.</summary>
public sealed class ServiceSpecV1
{
    /// <summary>Its address; <c>None</c> makes it headless: its name answers with every pod's own address.</summary>
    [YamlMember(Alias = "clusterIP")]
    public string? ClusterIp { get; set; }

    /// <summary><c>ClusterIP</c> (default), <c>NodePort</c>, <c>LoadBalancer</c> or <c>ExternalName</c>.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = "ClusterIP";

    /// <summary>Labels of the pods behind it.</summary>
    [YamlMember(Alias = "selector")]
    public Dictionary<string, string> Selector { get; set; } = [];

    /// <summary><c>IPv4</c>, <c>IPv6</c> or both.</summary>
    [YamlMember(Alias = "ipFamilies")]
    public List<string> IpFamilies { get; } = [];

    /// <summary>Its ports.</summary>
    [YamlMember(Alias = "ports")]
    public List<ServicePortV1> Ports { get; } = [];

    /// <summary>Whether pods that are not ready are in DNS too.</summary>
    [YamlMember(Alias = "publishNotReadyAddresses")]
    public bool? PublishNotReadyAddresses { get; set; }

    /// <summary><c>SingleStack</c>, <c>PreferDualStack</c> or <c>RequireDualStack</c>.</summary>
    [YamlMember(Alias = "ipFamilyPolicy")]
    public string? IpFamilyPolicy { get; set; }

    /// <summary><c>None</c> (default) or <c>ClientIP</c>.</summary>
    [YamlMember(Alias = "sessionAffinity")]
    public string? SessionAffinity { get; set; }
}
