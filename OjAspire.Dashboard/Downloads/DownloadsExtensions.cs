using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OjAspire.Dashboard.Downloads;

/// <summary>Composes downloads.</summary>
internal static class DownloadsExtensions
{
    /// <summary>Adds what gives files to the reader's browser.</summary>
    public static WebApplicationBuilder AddDownloads(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddScoped<BrowserDownload>();
        return builder;
    }
}
