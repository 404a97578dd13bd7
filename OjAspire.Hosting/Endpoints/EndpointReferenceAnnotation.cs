using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Endpoints;

/// <summary>A resource is told the endpoints of another one; said once for each other one, however often it is repeated.</summary>
internal sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    public IResourceWithEndpoints Resource { get; } = resource;
}
