using Microsoft.Extensions.DependencyInjection.Extensions;
using OjAspire.Dashboard.Telemetry.Display;

namespace OjAspire.Dashboard.Telemetry;

/// <summary>Composes the store of telemetry.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Adds the store, its limits, and the colours of those who send.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryLimits>()
            .BindConfiguration(TelemetryLimits.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.TryAddSingleton<TelemetryStore>();
        builder.Services.TryAddSingleton<ResourceColors>();
        return builder;
    }
}
