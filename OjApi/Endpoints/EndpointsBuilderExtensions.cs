using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OjApi.Endpoints;

internal static class EndpointsBuilderExtensions
{
    /// <summary>Says where this replica listens and who it is.</summary>
    public static WebApplicationBuilder AddOwnEndpoint(this WebApplicationBuilder builder)
    {
        if (ListenAddress.Find(builder.Configuration) is { } url)
        {
            builder.WebHost.UseUrls(url);
        }

        builder.Services.TryAddSingleton(ServerIdentity.Create(builder.Configuration));
        builder.Services.TryAddSingleton<OwnAddress>();
        return builder;
    }
}
