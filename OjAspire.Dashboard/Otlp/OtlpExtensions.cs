using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjAspire.Dashboard.Otlp.Conversion;
using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Otlp;

/// <summary>Composes the receiver of telemetry.</summary>
internal static class OtlpExtensions
{
    /// <summary>Adds a server that receives OTLP and fills the store.</summary>
    public static WebApplicationBuilder AddOtlpReceiver(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<OtlpOptions>().BindConfiguration(OtlpOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OtlpOptions>, OtlpOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OtlpOptions>, OtlpOptionsSetup>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ApiKeys>();
        services.TryAddSingleton<IntakeGate>();
        services.TryAddSingleton<Intake>();
        services.TryAddSingleton<TraceIntake>();
        services.TryAddSingleton<MetricIntake>();
        services.TryAddSingleton<LogIntake>();
        services.TryAddSingleton(provider => new AttributeReader(provider.GetRequiredService<IOptions<TelemetryLimits>>().Value));
        services.TryAddSingleton(provider => new SpanReader(
            provider.GetRequiredService<AttributeReader>(), provider.GetRequiredService<IOptions<TelemetryLimits>>().Value));
        services.TryAddSingleton(provider => new ResourceReader(
            provider.GetRequiredService<TelemetryStore>().Resources, provider.GetRequiredService<AttributeReader>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<LogReader>();
        services.TryAddSingleton<MetricReader>();
        services.TryAddSingleton<OtlpServer>();
        services.AddHostedService(provider => provider.GetRequiredService<OtlpServer>());
        return builder;
    }
}
