namespace OjAspire.AppHost;

/// <summary>
/// Where telemetry goes once the application is deployed: a value of what is published, empty unless somebody sets it, which means
/// that none is sent. Here the dashboard takes it, and the engine says so.
/// </summary>
internal static class TelemetryEndpoint
{
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IResourceBuilder<ParameterResource>? AddTelemetryEndpoint(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsPublishMode ? builder.AddParameter("otlp-endpoint", "", publishValueAsDefault: true) : null;

    public static IResourceBuilder<ProjectResource> WithTelemetryEndpoint(
        this IResourceBuilder<ProjectResource> project, IResourceBuilder<ParameterResource>? endpoint) =>
        endpoint is null ? project : project.WithEnvironment(Variable, endpoint);
}
