using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.ResourceService;

/// <summary>Composes the connection to the app host.</summary>
internal static class ResourceServiceExtensions
{
    /// <summary>Adds the client of the app host's resource service, the store of what it says, and the watcher that fills it.</summary>
    public static WebApplicationBuilder AddResourceService(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ResourceServiceOptions>()
            .BindConfiguration(ResourceServiceOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.EndpointUrl =
                NotEmpty(configuration[ResourceServiceOptions.EndpointUrlKey]) ?? configuration[ResourceServiceOptions.LegacyEndpointUrlKey])
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ResourceServiceOptions>, ResourceServiceOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ResourceServiceClient>();
        builder.Services.TryAddSingleton<ResourceStore>();
        builder.Services.AddHostedService<ResourceWatcher>();
        return builder;
    }

    private static string? NotEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
