using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjAspire.ServiceDefaults.Tls;

namespace OjSandbox.Session.Tls;

/// <summary>Composes TLS to the API servers.</summary>
internal static class TlsServiceExtensions
{
    /// <summary>Adds what a stream needs to go through TLS. Needs discovery.</summary>
    public static IServiceCollection AddClientTls(this IServiceCollection services)
    {
        services.AddOptions<TlsOptions>().BindConfiguration(TlsOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TlsOptions>, TlsOptionsValidator>());
        // Resolved with the first stream, so after the options have been validated.
        services.TryAddSingleton(provider =>
            ActivatorUtilities.CreateInstance<TlsStore>(provider, provider.GetRequiredService<IOptions<TlsOptions>>().Value.Files));
        services.TryAddSingleton<ClientTls>();
        return services;
    }
}
