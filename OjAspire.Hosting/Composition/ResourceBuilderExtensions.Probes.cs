using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using OjAspire.Hosting.Health;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Probes each replica by HTTP: where it is deployed with a probe of this type, here with a health check as
    /// <see cref="WithHttpHealthCheck"/> makes it. One probe of each type; a later one replaces the one before.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="type">What it asks.</param>
    /// <param name="path">What to ask for; <c>/</c> when not given.</param>
    /// <param name="initialDelaySeconds">Time before the first question; 5 when not given.</param>
    /// <param name="periodSeconds">Time between two questions; 5 when not given.</param>
    /// <param name="timeoutSeconds">Time to answer; 1 when not given.</param>
    /// <param name="failureThreshold">Failures in a row that count; 3 when not given.</param>
    /// <param name="successThreshold">Successes in a row that count; 1 when not given.</param>
    /// <param name="endpointName">Endpoint to ask; the first HTTP one when not given.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or that path is checked already.</exception>
    [Experimental("ASPIREPROBES001")]
    public static IResourceBuilder<T> WithHttpProbe<T>(
        this IResourceBuilder<T> builder,
        ProbeType type,
        string? path = null,
        int? initialDelaySeconds = null,
        int? periodSeconds = null,
        int? timeoutSeconds = null,
        int? failureThreshold = null,
        int? successThreshold = null,
        string? endpointName = null)
        where T : IResourceWithEndpoints, IResourceWithProbes
    {
        builder.WithHttpHealthCheck(path, endpointName: endpointName);
        var checkedEndpoint = builder.Resource.Annotations.OfType<HttpHealthCheckAnnotation>().Last().EndpointName;
        if (builder.Resource.Annotations.OfType<HttpProbeAnnotation>().SingleOrDefault(probe => probe.Type == type) is { } before)
        {
            builder.Resource.Annotations.Remove(before);
        }

        return builder.WithAnnotation(new HttpProbeAnnotation(
            type, checkedEndpoint, path ?? "/", initialDelaySeconds ?? 5, periodSeconds ?? 5, timeoutSeconds ?? 1, failureThreshold ?? 3, successThreshold ?? 1));
    }
}
