using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OjAspire.Hosting.Composition;

namespace OjAspire.Hosting.Orchestration;

/// <summary>The environment that every project gets, as from Aspire: addresses, telemetry, console format.</summary>
internal sealed class ProjectDefaults(IConfiguration configuration, IHostEnvironment environment)
{
    private const string LiveExportDelayMilliseconds = "1000";

    public void Add(
        Dictionary<string, object> variables, ProjectResource resource, string instance, ImmutableDictionary<EndpointAnnotation, int> ports)
    {
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        variables["OTEL_SERVICE_NAME"] = resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance}";
        AddExporter(variables);
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";

        var urls = ports.Where(entry => entry.Key.TargetPortEnvironmentVariable is null)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key.UriScheme}://localhost:{entry.Value}"));
        if (string.Join(';', urls) is { Length: > 0 } joined)
        {
            variables[KnownSettings.Urls] = joined;
        }

        foreach (var (endpoint, port) in ports)
        {
            if (endpoint.TargetPortEnvironmentVariable is { } variable)
            {
                variables[variable] = port.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private void AddExporter(Dictionary<string, object> variables)
    {
        if (configuration[KnownSettings.DashboardOtlpEndpoint] is not { Length: > 0 } endpoint)
        {
            return;
        }

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        if (configuration[KnownSettings.OtlpApiKey] is { Length: > 0 } key)
        {
            variables[KnownSettings.ExporterHeaders] = $"x-otlp-api-key={key}";
        }

        // Somebody who has the dashboard before him is not to wait a minute for a number.
        var isWatched = configuration[KnownSettings.BrowserToken] is { Length: > 0 };
        if (isWatched || environment.IsDevelopment())
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = LiveExportDelayMilliseconds;
            variables["OTEL_BSP_SCHEDULE_DELAY"] = LiveExportDelayMilliseconds;
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = LiveExportDelayMilliseconds;
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
    }
}
