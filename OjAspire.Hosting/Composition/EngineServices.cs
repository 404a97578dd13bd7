using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OjAspire.Hosting.Commands;
using OjAspire.Hosting.Dashboard;
using OjAspire.Hosting.Health;
using OjAspire.Hosting.Kubernetes.Chart;
using OjAspire.Hosting.Orchestration;
using OjAspire.Hosting.Processes;
using OjAspire.Hosting.Proxying;
using OjAspire.Hosting.Publishing;
using OjAspire.Hosting.ResourceService;

namespace OjAspire.Hosting.Composition;

internal static class EngineServices
{
    /// <summary>Adds the engine to the application host. Hosted services of the application start after it and stop before it.</summary>
    public static void AddEngine(this HostApplicationBuilder host, DistributedApplicationBuilder application, bool withDashboard)
    {
        host.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        host.Logging.AddFilter("Grpc", LogLevel.Warning);
        // A failed start is reported once, by who started; a failed background service is critical.
        host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        host.Logging.AddFilter("Yarp", LogLevel.Error);
        host.Logging.AddFilter("System.Net.Http", LogLevel.Warning);

        var services = host.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient();
        services.AddSingleton(application.ExecutionContext);
        services.AddSingleton(application.Eventing);
        services.AddSingleton(new AppHost(application.AppHostAssembly, application.AppHostDirectory));
        services.AddSingleton(new DistributedApplicationModel(application.Resources));

        services.AddOptions<EngineOptions>().BindConfiguration(EngineOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EngineOptions>, EngineOptionsValidator>();
        services.AddOptions<HostOptions>().Configure<IOptions<EngineOptions>>((options, engine) => options.ShutdownTimeout = engine.Value.ShutdownTimeout);

        services.AddSingleton<CustomCommands>();
        services.AddSingleton(provider => new ResourceNotificationService(provider.GetRequiredService<CustomCommands>()));
        services.AddSingleton(provider => new ResourceLoggerService(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ReplicaRegistry>();
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(),
            provider.GetRequiredService<ReplicaRegistry>(),
            provider.GetRequiredService<CustomCommands>()));

        services.AddSingleton<PublishedEnvironment>();
        services.AddSingleton<ManifestWriter>();
        services.AddSingleton<ChartWriter>();
        services.AddSingleton<Publisher>();

        services.AddSingleton<ProcessGuardian>();
        services.AddSingleton<ReplicaFactory>();
        services.AddSingleton<ProjectDefaults>();
        services.AddSingleton<LaunchPlanner>();
        services.AddSingleton<HealthProbe>();
        services.AddSingleton<EndpointProxies>();
        services.AddSingleton<ResourceServiceHost>();
        if (withDashboard)
        {
            host.AddBrowserToken();
            services.AddSingleton<DashboardLauncher>();
        }

        services.AddHostedService<ApplicationOrchestrator>();
    }

    private static void AddBrowserToken(this HostApplicationBuilder host) =>
        host.Configuration[KnownSettings.BrowserToken] = host.Configuration[KnownSettings.DashboardBrowserToken] is { Length: > 0 } given
            ? given
            : RandomNumberGenerator.GetHexString(32, lowercase: true);
}
