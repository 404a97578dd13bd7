using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A program that is run in the container.</summary>
public sealed class ExecActionV1
{
    /// <summary>Program and arguments.</summary>
    [YamlMember(Alias = "command")]
    public List<string> Command { get; } = [];
}
