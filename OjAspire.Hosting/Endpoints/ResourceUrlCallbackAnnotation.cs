using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Endpoints;

/// <summary>Changes how the address of one endpoint is shown.</summary>
internal sealed class ResourceUrlCallbackAnnotation(string endpointName, Action<ResourceUrlAnnotation> callback) : IResourceAnnotation
{
    public string EndpointName { get; } = endpointName;

    public Action<ResourceUrlAnnotation> Callback { get; } = callback;
}
