using Microsoft.Extensions.DependencyInjection;

namespace OjAspire.AppHost;

internal static class InstanceExtensions
{
    /// <summary>What an instance that runs here has beside its processes: the words for whoever started it, and the end of its temporary files.</summary>
    public static void AddInstanceServices(this IDistributedApplicationBuilder builder, AppHostOptions options, InstanceData data)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddSingleton(options);
            builder.Services.AddSingleton(data);
            builder.Services.AddHostedService<InstanceDataCleanup>();
            builder.Services.AddHostedService<StartupBanner>();
        }
    }
}
