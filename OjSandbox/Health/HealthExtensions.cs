using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OjSandbox.Health;

/// <summary>Composes the files that show how the sandbox is.</summary>
internal static class HealthExtensions
{
    /// <summary>
    /// Keeps the files if a directory is configured. To be added before everything else that starts and stops: what an earlier
    /// process left has to go first, and a sandbox that is still leaving is still alive.
    /// </summary>
    public static TBuilder AddHealthFiles<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<HealthOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Directory = configuration[HealthOptions.DirectoryKey])
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>());
        builder.Services.AddHostedService<HealthFiles>();
        return builder;
    }
}
