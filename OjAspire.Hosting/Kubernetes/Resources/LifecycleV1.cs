using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>What is run after the start and before the end of a container.</summary>
public sealed class LifecycleV1
{
    /// <summary>Run before the order to stop; its time is part of the grace period.</summary>
    [YamlMember(Alias = "preStop")]
    public LifecycleHandlerV1 PreStop { get; set; } = null!;

    /// <summary>Run after the start.</summary>
    [YamlMember(Alias = "postStart")]
    public LifecycleHandlerV1 PostStart { get; set; } = null!;
}
