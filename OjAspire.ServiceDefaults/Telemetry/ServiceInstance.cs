using Microsoft.Extensions.Configuration;

namespace OjAspire.ServiceDefaults.Telemetry;

/// <summary>Who this process is in its own telemetry, so that others can name it in theirs.</summary>
/// <param name="Name"><c>service.name</c>; the same for all replicas.</param>
/// <param name="Id"><c>service.instance.id</c>; unique among them.</param>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/resource/#service</remarks>
public sealed record ServiceInstance(string Name, string Id)
{
    internal const string NameKey = "service.name";
    internal const string IdKey = "service.instance.id";

    private const string NameVariable = "OTEL_SERVICE_NAME";
    private const string AttributesVariable = "OTEL_RESOURCE_ATTRIBUTES";
    private const string KubernetesVariable = "KUBERNETES_SERVICE_HOST";
    private const string HostNameVariable = "HOSTNAME";

    /// <summary>
    /// As the standard variables of OpenTelemetry say. Without them the name is the program's, and the id is the pod's name on Kubernetes, where it
    /// is unique and known to people, and random elsewhere.
    /// </summary>
    /// <param name="configuration">Where the environment variables are.</param>
    /// <param name="program">Name of the program.</param>
    public static ServiceInstance Read(IConfiguration configuration, string program)
    {
        var attributes = configuration[AttributesVariable];
        return new ServiceInstance(
            NotEmpty(configuration[NameVariable]) ?? Attribute(attributes, NameKey) ?? program,
            Attribute(attributes, IdKey) ?? PodName(configuration) ?? Guid.NewGuid().ToString());
    }

    private static string? PodName(IConfiguration configuration) =>
        NotEmpty(configuration[KubernetesVariable]) is null ? null : NotEmpty(configuration[HostNameVariable]);

    // Comma-separated pairs, whose values are percent-encoded where they have to be.
    private static string? Attribute(string? attributes, string key) =>
        (attributes ?? "").Split(',')
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2 && pair[0] == key)
            .Select(pair => NotEmpty(Uri.UnescapeDataString(pair[1])))
            .FirstOrDefault();

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
