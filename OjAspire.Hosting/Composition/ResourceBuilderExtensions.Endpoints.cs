using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using OjAspire.Hosting.Endpoints;
using OjAspire.Hosting.Health;

namespace Aspire.Hosting;

/// <summary>Composes resources.</summary>
public static partial class ResourceBuilderExtensions
{
    private const string Http = "http";

    /// <summary>Adds an HTTP endpoint: HTTP/1.1 and HTTP/2 in clear text, balanced over the replicas for each request.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">Shared port. <see langword="null"/> takes a free one.</param>
    /// <param name="targetPort">Port of the replica, if there is only one. <see langword="null"/> takes a free one for each replica.</param>
    /// <param name="name">Name of the endpoint; <c>http</c> when not given.</param>
    /// <param name="env">Variable that tells a replica its port, in place of <c>ASPNETCORE_URLS</c>.</param>
    /// <param name="isProxied">This engine offers only proxied endpoints.</param>
    /// <exception cref="DistributedApplicationException">There is an endpoint of that name already.</exception>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, Http, name, port, targetPort, isProxied) { TargetPortEnvironmentVariable = env };
        return builder.GetEndpoint(endpoint.Name).Exists
            ? throw new DistributedApplicationException($"Endpoint with name '{endpoint.Name}' already exists.")
            : builder.WithAnnotation(endpoint);
    }

    /// <summary>Marks the HTTP endpoints so far as to be reached from outside when deployed. Without effect while running.</summary>
    /// <param name="builder">The resource.</param>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme == Http))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    /// <summary>Refers to an endpoint.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">Name of the endpoint.</param>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return new(builder.Resource, name);
    }

    /// <summary>Changes how the address of an endpoint is shown.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">Name of the endpoint.</param>
    /// <param name="callback">Changes it.</param>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpointName);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithAnnotation(new ResourceUrlCallbackAnnotation(endpointName, callback));
    }

    /// <summary>
    /// Checks the health of each replica by its own address: only a healthy one is given requests, and who waits for the
    /// resource waits until all are.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">What to ask for; <c>/</c> when not given.</param>
    /// <param name="statusCode">What a healthy replica answers; 200 when not given.</param>
    /// <param name="endpointName">Endpoint to ask; the first HTTP one when not given.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or it is checked in that way already.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = builder.Resource.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(candidate => endpointName is null ? candidate.UriScheme == Http : candidate.Name == endpointName)
            ?? throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{builder.Resource.Name}' as no endpoint named '{endpointName ?? Http}' was found.");
        var (asked, expected) = (path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{endpoint.Name}_{asked}_{expected}_check";
        return builder.Resource.Annotations.OfType<HttpHealthCheckAnnotation>().Any(known => known.Key == key)
            ? throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.")
            : builder.WithAnnotation(new HttpHealthCheckAnnotation(key, endpoint.Name, asked, expected));
    }
}
