using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using OjAspire.Hosting.Kubernetes;

namespace Aspire.Hosting;

/// <summary>Changes what is published for one resource.</summary>
public static class KubernetesServiceExtensions
{
    /// <summary>Changes the Kubernetes objects of a resource before they are written. Without effect while running.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="configure">Changes them.</param>
    public static IResourceBuilder<T> PublishAsKubernetesService<T>(this IResourceBuilder<T> builder, Action<KubernetesResource> configure)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? builder.WithAnnotation(new KubernetesServiceCustomization(configure))
            : builder;
    }
}
