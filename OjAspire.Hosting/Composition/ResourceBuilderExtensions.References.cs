using Aspire.Hosting.ApplicationModel;
using OjAspire.Hosting.ApplicationModel;
using OjAspire.Hosting.Endpoints;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Tells a resource the shared endpoints of another one: <c>services__{name}__http__0</c> for service discovery and
    /// <c>{NAME}_{ENDPOINT}</c> for everything else.
    /// </summary>
    /// <param name="builder">The resource that is told.</param>
    /// <param name="source">The resource that has the endpoints.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        if (builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().Any(known => known.Resource == resource))
        {
            return builder;
        }

        return builder
            .WithAnnotation(new EndpointReferenceAnnotation(resource))
            .WithAnnotation(new ResourceRelationshipAnnotation(resource, "Reference"))
            .WithEnvironment(context =>
            {
                foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                {
                    var reference = new EndpointReference(resource, endpoint.Name);
                    var discovery = $"services__{resource.Name}__{endpoint.Name}__0";
                    var plain = $"{ResourceName.ToEnvironmentVariable(resource.Name)}_{ResourceName.ToEnvironmentVariable(endpoint.Name)}";
                    context.EnvironmentVariables[discovery] = reference;
                    context.EnvironmentVariables[plain.ToUpperInvariant()] = reference;
                }
            });
    }

    /// <summary>Tells a resource a connection string (<c>ConnectionStrings__{name}</c>).</summary>
    /// <param name="builder">The resource that is told.</param>
    /// <param name="source">The resource that has the connection string.</param>
    /// <param name="connectionName">Name by which it is told; the name of the source when not given.</param>
    /// <param name="optional">Whether it may be missing.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var variable = source.Resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName ?? source.Resource.Name}";
        return builder
            .WithAnnotation(new ResourceRelationshipAnnotation(source.Resource, "Reference"))
            .WithEnvironment(context => context.EnvironmentVariables[variable] = new ConnectionStringReference(source.Resource, optional));
    }

    /// <summary>Starts a resource only when every replica of another one is running and healthy.</summary>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    /// <exception cref="DistributedApplicationException">It would wait for itself.</exception>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        return ReferenceEquals(builder.Resource, dependency.Resource)
            ? throw new DistributedApplicationException($"The '{builder.Resource.Name}' resource cannot wait for itself.")
            : builder
                .WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.WaitUntilHealthy))
                .WithAnnotation(new ResourceRelationshipAnnotation(dependency.Resource, "WaitFor"));
    }
}
