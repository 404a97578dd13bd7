using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;

namespace OjAspire.ServiceDefaults.Prometheus;

/// <summary>A page that Prometheus scrapes, beside whatever is sent by OTLP.</summary>
public static class PrometheusExtensions
{
    /// <summary>Where the page is.</summary>
    public const string Path = "/metrics";

    /// <summary>Collects every metric for the page. Needs the service defaults.</summary>
    /// <param name="builder">The host being composed.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddPrometheusPage<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        // The scope would be a label of every line, and says no more than the beginning of the name does.
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddPrometheusExporter(page => page.ScopeInfoEnabled = false));
        return builder;
    }

    /// <summary>Maps the page at <see cref="Path"/>. It is not counted among the requests.</summary>
    /// <param name="endpoints">Where the page is to be.</param>
    public static void MapPrometheusPage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPrometheusScrapingEndpoint(Path).DisableHttpMetrics();

    /// <summary>
    /// Serves the page on a port of its own, for a host that has no web server. Costs nothing unless it is called; the start of
    /// the host does not wait for it, and a port that is taken stops the host with the reason.
    /// </summary>
    /// <param name="builder">The host being composed.</param>
    /// <param name="url"><c>http://address:port</c>; the address <c>*</c> means every one.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddPrometheusPort<TBuilder>(this TBuilder builder, string url)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddPrometheusPage();
        builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<PrometheusPort>(provider, url));
        return builder;
    }
}
