using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;

namespace OjAspire.Hosting.Kubernetes;

/// <summary>Changes the Kubernetes objects of a resource before they are written.</summary>
internal sealed class KubernetesServiceCustomization(Action<KubernetesResource> configure) : IResourceAnnotation
{
    public Action<KubernetesResource> Configure { get; } = configure;
}
