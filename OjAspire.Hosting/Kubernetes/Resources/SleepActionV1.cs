using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A pause.</summary>
public sealed class SleepActionV1
{
    /// <summary>How long, in seconds.</summary>
    [YamlMember(Alias = "seconds")]
    public long Seconds { get; set; }
}
