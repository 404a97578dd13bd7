using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjApi.Telemetry;

namespace OjApi.Scheduling;

internal static class SchedulingServiceCollectionExtensions
{
    /// <summary>Adds the scheduling core and its metrics.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services)
    {
        services.AddOptions<SchedulingOptions>().BindConfiguration(SchedulingOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SchedulingOptions>, SchedulingOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Scheduler>();
        services.TryAddSingleton<ApiMetrics>();
        return services;
    }
}
