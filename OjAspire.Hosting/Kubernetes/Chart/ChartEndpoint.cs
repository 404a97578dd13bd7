using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>An endpoint as the cluster knows it.</summary>
/// <param name="Scheme">Scheme of its addresses.</param>
/// <param name="Name">Name of the port.</param>
/// <param name="Host">Name of the Service.</param>
/// <param name="Port">Port of the Service.</param>
/// <param name="TargetPort">Port of the pods.</param>
internal sealed record ChartEndpoint(string Scheme, string Name, string Host, int Port, int TargetPort)
{
    /// <exception cref="DistributedApplicationException">It has no target port, which a chart needs.</exception>
    public static ChartEndpoint Of(IResource resource, EndpointAnnotation endpoint)
    {
        var target = endpoint.TargetPort ?? throw new DistributedApplicationException(
            $"Endpoint '{endpoint.Name}' of '{resource.Name}' has no target port. Give WithHttpEndpoint a targetPort when publishing.");
        return new(endpoint.UriScheme, endpoint.Name, ChartNames.Service(resource.Name), endpoint.Port ?? target, target);
    }

    public string Property(EndpointProperty property) => property switch
    {
        EndpointProperty.Url => $"{Scheme}://{Host}:{Port}",
        EndpointProperty.Host or EndpointProperty.IPV4Host => Host,
        EndpointProperty.Port => $"{Port}",
        EndpointProperty.TargetPort => $"{TargetPort}",
        EndpointProperty.HostAndPort => $"{Host}:{Port}",
        EndpointProperty.Scheme => Scheme,
        _ => throw new ArgumentOutOfRangeException(nameof(property)),
    };
}
