using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>How many pods may be taken away at once by people and programs that ask first (<c>policy/v1</c>).</summary>
public sealed class PodDisruptionBudget() : BaseKubernetesResource("policy/v1", "PodDisruptionBudget")
{
    /// <summary>The budget.</summary>
    [YamlMember(Alias = "spec")]
    public PodDisruptionBudgetSpec Spec { get; set; } = new();
}
