using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>Changes the number of pods with the load (<c>autoscaling/v2</c>). Aspire's own type writes what Kubernetes refuses.</summary>
public sealed class HorizontalPodAutoscaler() : BaseKubernetesResource("autoscaling/v2", "HorizontalPodAutoscaler")
{
    /// <summary>How.</summary>
    [YamlMember(Alias = "spec")]
    public HorizontalPodAutoscalerSpec Spec { get; set; } = new();
}
