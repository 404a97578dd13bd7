using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Health;

/// <summary>How a container is probed by HTTP where it is deployed. Times in seconds.</summary>
internal sealed record HttpProbeAnnotation(
    ProbeType Type,
    string EndpointName,
    string Path,
    int InitialDelaySeconds,
    int PeriodSeconds,
    int TimeoutSeconds,
    int FailureThreshold,
    int SuccessThreshold) : IResourceAnnotation;
