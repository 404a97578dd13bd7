using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;

namespace OjSandbox.Discovery;

/// <summary>Composes discovery.</summary>
internal static class DiscoveryExtensions
{
    /// <summary>Makes <c>http://oj-api-server</c> resolve to every replica, by a replica list where one is configured, else by DNS.</summary>
    public static TBuilder AddDiscovery<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddServiceDiscoveryCore();
        services.AddOptions<DiscoveryOptions>().Configure<IConfiguration>(Write).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DiscoveryOptions>, DiscoveryOptionsValidator>());
        // Read without complaint: services are built before options are validated, and every fault is to be told at once.
        services.TryAddSingleton(provider => DiscoverySettings.Read(Written(provider.GetRequiredService<IConfiguration>()), []));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AddressLookup>(Dns.GetHostEntryAsync);
        services.TryAddSingleton<DiscoveryMetrics>();
        services.TryAddSingleton<SchedulerEndpoints>();
        services.TryAddSingleton<EndpointWatch>();
        // The first provider that knows an address wins, and the shared address may be configured under the same name.
        services.Insert(0, ServiceDescriptor.Singleton<IServiceEndpointProviderFactory, SchedulerEndpointProviderFactory>());
        services.AddSingleton<IHostedService>(CreateSource);
        return builder;
    }

    private static void Write(DiscoveryOptions options, IConfiguration configuration)
    {
        options.SchedulerAddress = configuration[DiscoveryOptions.SchedulerAddressKey];
        options.ReplicaList = configuration[DiscoveryOptions.ReplicaListKey];
        options.ResolvePeriod = configuration[DiscoveryOptions.ResolvePeriodKey];
    }

    private static DiscoveryOptions Written(IConfiguration configuration)
    {
        var options = new DiscoveryOptions();
        Write(options, configuration);
        return options;
    }

    private static BackgroundService CreateSource(IServiceProvider provider) =>
        provider.GetRequiredService<DiscoverySettings>().ReplicaList is null
            ? ActivatorUtilities.CreateInstance<DnsEndpointSource>(provider)
            : ActivatorUtilities.CreateInstance<ReplicaListSource>(provider);
}
