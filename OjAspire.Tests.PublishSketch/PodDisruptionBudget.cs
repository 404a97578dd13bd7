using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

internal sealed class PodDisruptionBudget() : BaseKubernetesResource("policy/v1", "PodDisruptionBudget")
{
    [YamlMember(Alias = "spec")]
    public PodDisruptionBudgetSpec Spec { get; set; } = new();
}
