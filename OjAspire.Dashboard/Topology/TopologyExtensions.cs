using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OjAspire.Dashboard.Topology;

/// <summary>Composes the topology page.</summary>
internal static class TopologyExtensions
{
    /// <summary>Adds the watcher that finds out who is connected to whom, from the telemetry store and the app host's resources.</summary>
    public static WebApplicationBuilder AddTopology(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<TopologyStore>();
        builder.Services.TryAddScoped<TopologyText>();
        builder.Services.AddHostedService<TopologyWatcher>();
        return builder;
    }
}
