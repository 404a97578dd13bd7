using Microsoft.Extensions.DependencyInjection.Extensions;
using OjAspire.ServiceDefaults.ClearTextHttp;

namespace OjApi.Endpoints;

internal static class EndpointsBuilderExtensions
{
    /// <summary>Says where this replica listens, for HTTP/1.1, HTTP/2 and gRPC alike, and who it is.</summary>
    public static WebApplicationBuilder AddOwnEndpoint(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseClearTextHttp(ListenAddress.Find(builder.Configuration));
        builder.Services.TryAddSingleton(ServerIdentity.Create(builder.Configuration));
        builder.Services.TryAddSingleton<OwnAddress>();
        return builder;
    }
}
