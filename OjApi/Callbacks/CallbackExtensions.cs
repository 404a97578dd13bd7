using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OjApi.Callbacks;

/// <summary>Composes the sending of callbacks.</summary>
internal static class CallbackExtensions
{
    /// <summary>Adds the rules for receivers, and what sends outcomes to them. Needs the store and the Judge0 interface.</summary>
    public static TBuilder AddCallbacks<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddOptions<CallbackOptions>().BindConfiguration(CallbackOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CallbackOptions>, CallbackOptionsValidator>());
        services.TryAddSingleton<AddressRules>();
        services.TryAddSingleton<CallbackUrls>();
        services.TryAddSingleton<WebhookSignature>();
        services.TryAddSingleton<CallbackSender>();
        services.TryAddSingleton<CallbackMetrics>();
        services.TryAddSingleton<CallbackDelivery>();
        services.TryAddSingleton<CallbackPlaces>();
        services.AddHostedService<CallbackDispatcher>();
        return builder;
    }
}
