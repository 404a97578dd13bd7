using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>A range of addresses.</summary>
public sealed class IPBlock
{
    /// <summary>The range, as address and length of the prefix.</summary>
    [YamlMember(Alias = "cidr")]
    public string Cidr { get; set; } = "";
}
