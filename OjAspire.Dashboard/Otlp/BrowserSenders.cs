using Microsoft.AspNetCore.Cors.Infrastructure;

namespace OjAspire.Dashboard.Otlp;

/// <summary>Lets pages in browsers send, those that are configured.</summary>
internal static class BrowserSenders
{
    private const string Any = "*";

    public static void UseBrowserSenders(this IApplicationBuilder app, OtlpCorsOptions options)
    {
        var origins = Split(options.AllowedOrigins);
        if (origins.Length > 0)
        {
            app.UseCors(policy => Configure(policy, origins, Split(options.AllowedHeaders)));
        }
    }

    private static void Configure(CorsPolicyBuilder policy, string[] origins, string[] headers)
    {
        policy.SetIsOriginAllowedToAllowWildcardSubdomains().WithMethods(HttpMethods.Post);
        _ = origins.Contains(Any) ? policy.AllowAnyOrigin() : policy.WithOrigins(origins);
        _ = headers.Contains(Any)
            ? policy.AllowAnyHeader()
            : policy.WithHeaders([.. headers, "Content-Type", "Content-Encoding", ApiKeyCheck.Header]);
    }

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
