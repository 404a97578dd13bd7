using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OjAspire.ServiceDefaults.Prometheus;
using OjAspire.ServiceDefaults.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OjAspire.ServiceDefaults;

/// <summary>What every service of the application gets alike: telemetry, health checks, discovery and resilient HTTP clients.</summary>
public static class Extensions
{
    /// <summary>Prefix of our own activity sources and meters; everything named so is exported.</summary>
    public const string TelemetryPrefix = "OjAspire.";

    private const string ReadinessPath = "/health";
    private const string LivenessPath = "/alive";
    private const string LivenessTag = "live";

    /// <summary>Adds telemetry, health checks, service discovery and resilience to a host.</summary>
    /// <param name="builder">The host being composed.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LivenessTag]);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
        return builder;
    }

    /// <summary>Maps <c>/health</c> (readiness: every check) and <c>/alive</c> (liveness: this process answers).</summary>
    /// <param name="app">The application being composed.</param>
    /// <returns>The same application.</returns>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks(ReadinessPath, new HealthCheckOptions { ResponseWriter = WriteReasonsAsync }).DisableHttpMetrics();
        app.MapHealthChecks(LivenessPath, new HealthCheckOptions { Predicate = check => check.Tags.Contains(LivenessTag) }).DisableHttpMetrics();
        return app;
    }

    private static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // Below every other source of configuration: what ASP.NET tells of each request, the probes among them, stands in traces and
        // metrics as well, and would bury what this application has to tell.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Logging:LogLevel:Microsoft.AspNetCore", nameof(LogLevel.Warning))] });
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        var self = ServiceInstance.Read(builder.Configuration, builder.Environment.ApplicationName);
        builder.Services.AddSingleton(self);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddAttributes([new(ServiceInstance.NameKey, self.Name), new(ServiceInstance.IdKey, self.Id)]))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(TelemetryPrefix + "*"))
            .WithTracing(tracing => tracing
                .AddSource(TelemetryPrefix + "*")
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !IsProbe(context.Request.Path))
                .AddHttpClientInstrumentation());
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }

    /// <summary>The status, and in the words of each check that is not healthy why; what an exception says stays in the log.</summary>
    private static Task WriteReasonsAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        var reasons = report.Entries
            .Where(check => check.Value.Status != HealthStatus.Healthy && check.Value.Exception is null)
            .Select(check => $"{check.Key}: {check.Value.Description}");
        return context.Response.WriteAsync(string.Join('\n', reasons.Prepend(report.Status.ToString())));
    }

    private static bool IsProbe(PathString path) =>
        path.StartsWithSegments(ReadinessPath, StringComparison.Ordinal)
        || path.StartsWithSegments(LivenessPath, StringComparison.Ordinal)
        || path.StartsWithSegments(PrometheusExtensions.Path, StringComparison.Ordinal);
}
