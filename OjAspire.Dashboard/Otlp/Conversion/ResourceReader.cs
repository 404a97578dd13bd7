using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Who sends.</summary>
internal sealed class ResourceReader(TelemetryResources resources, AttributeReader attributes, TimeProvider clock)
{
    private const string ServiceName = "service.name";
    private const string ServiceInstance = "service.instance.id";
    private const string UnknownService = "unknown_service";

    /// <summary>The sender, or null when there are as many as are kept and this one is new.</summary>
    public TelemetryResource? Hear(Protos.Resource? resource)
    {
        var known = resource is null ? [] : attributes.Read(resource.Attributes);
        var name = known.Find(ServiceName) is { Length: > 0 } given ? given : UnknownService;
        return resources.TryHear(new TelemetryResource(name, known.Find(ServiceInstance) ?? "", known), clock.GetUtcNow(), out var sender)
            ? sender
            : null;
    }
}
