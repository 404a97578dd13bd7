using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace OjAspire.ServiceDefaults.Prometheus;

/// <summary>A web server with one page, inside a host that is none.</summary>
internal sealed partial class PrometheusPort(string url, MeterProvider meters, ILogger<PrometheusPort> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRoutingCore();
        await using var page = builder.Build();
        page.MapPrometheusScrapingEndpoint(PrometheusExtensions.Path, meters, configureBranchedPipeline: null, optionsName: null);
        await page.StartAsync(stoppingToken);
        var address = page.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Log.Listening(logger, address, PrometheusExtensions.Path);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await page.StopAsync(CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3001, EventName = "MetricsPageListening", Level = LogLevel.Information, Message = "Metrics for Prometheus at {Address}{Path}")]
        public static partial void Listening(ILogger logger, string address, string path);
    }
}
