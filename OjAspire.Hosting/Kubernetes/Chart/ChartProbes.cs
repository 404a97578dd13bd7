using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;
using OjAspire.Hosting.Health;

namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>The probes of a project's container.</summary>
internal static class ChartProbes
{
    public static void Add(ContainerV1 container, ProjectResource project, ChartEndpoint[] endpoints)
    {
        foreach (var annotation in project.Annotations.OfType<HttpProbeAnnotation>())
        {
            var endpoint = endpoints.Single(endpoint => endpoint.Name == annotation.EndpointName);
            var probe = new ProbeV1
            {
                InitialDelaySeconds = annotation.InitialDelaySeconds,
                PeriodSeconds = annotation.PeriodSeconds,
                TimeoutSeconds = annotation.TimeoutSeconds,
                FailureThreshold = annotation.FailureThreshold,
                SuccessThreshold = annotation.SuccessThreshold,

                // In lower case as Aspire writes it; Kubernetes wants capitals, so whoever customises puts it right.
                HttpGet = new() { Path = annotation.Path, Port = endpoint.TargetPort, Scheme = endpoint.Scheme },
            };
            Set(container, annotation.Type, probe);
        }
    }

    private static void Set(ContainerV1 container, ProbeType type, ProbeV1 probe)
    {
        switch (type)
        {
            case ProbeType.Startup:
                container.StartupProbe = probe;
                break;
            case ProbeType.Readiness:
                container.ReadinessProbe = probe;
                break;
            default:
                container.LivenessProbe = probe;
                break;
        }
    }
}
