using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjApi.Endpoints.Tls;
using OjAspire.ServiceDefaults.SharedPort;
using OjAspire.ServiceDefaults.Tls;

namespace OjApi.Endpoints;

internal static class EndpointsBuilderExtensions
{
    /// <summary>Says where this replica listens, for HTTP/1.1, HTTP/2 and gRPC alike, with and without TLS, and who it is.</summary>
    public static WebApplicationBuilder AddOwnEndpoint(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TlsOptions>().BindConfiguration(TlsOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TlsOptions>, TlsOptionsValidator>());
        services.TryAddSingleton(provider =>
            ActivatorUtilities.CreateInstance<TlsStore>(provider, provider.GetRequiredService<IOptions<TlsOptions>>().Value.Files));
        services.TryAddSingleton<ServerTls>();
        services.TryAddSingleton(ServerIdentity.Create(builder.Configuration));
        services.TryAddSingleton<OwnAddress>();

        var takesTls = !string.IsNullOrEmpty(builder.Configuration[TlsFiles.CertificateKey]);
        builder.WebHost.UseSharedPort(ListenAddress.Find(builder.Configuration), takesTls ? ServerTls.Use : null);
        return builder;
    }
}
