using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OjAspire.ServiceDefaults.Prometheus;

namespace OjSandbox.Telemetry;

/// <summary>Composes the sandbox's own page of metrics.</summary>
internal static class MetricsPageExtensions
{
    /// <summary>Serves the page if a port is configured; otherwise nothing of it is even loaded.</summary>
    public static TBuilder AddMetricsPage<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<MetricsPageOptions>().Configure<IConfiguration>(Write).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MetricsPageOptions>, MetricsPageOptionsValidator>());
        var options = new MetricsPageOptions();
        Write(options, builder.Configuration);

        // Read without complaint: what is wrong is told by the validation, together with everything else.
        if (MetricsPageAddress.Read(options, []) is { } url)
        {
            builder.AddPrometheusPort(url);
        }

        return builder;
    }

    private static void Write(MetricsPageOptions options, IConfiguration configuration)
    {
        options.Port = configuration[MetricsPageOptions.PortKey];
        options.Host = configuration[MetricsPageOptions.HostKey];
    }
}
