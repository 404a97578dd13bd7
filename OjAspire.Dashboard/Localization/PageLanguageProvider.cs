using Microsoft.AspNetCore.Localization;

namespace OjAspire.Dashboard.Localization;

/// <summary>
/// Gives a circuit the language of the page that opens it. A page is asked for with the reader's <c>Accept-Language</c>, but its
/// WebSocket may be opened with another one, and the page would change its language as soon as it comes to life.
/// </summary>
internal sealed class PageLanguageProvider : RequestCultureProvider
{
    private const string Cookie = "page-language";
    private const string CircuitPath = "/_blazor";

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var language = httpContext.Request.Path.StartsWithSegments(CircuitPath, StringComparison.Ordinal)
            ? httpContext.Request.Cookies[Cookie]
            : null;
        return Task.FromResult(language is null ? null : new ProviderCultureResult(language));
    }

    /// <summary>Remembers the language of a page for the circuit that it is about to open, and no longer than the browser runs.</summary>
    public static void Remember(HttpContext context)
    {
        if (context.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.Name is { } language
            && HttpMethods.IsGet(context.Request.Method)
            && !context.Request.Path.StartsWithSegments(CircuitPath, StringComparison.Ordinal)
            && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Cookies.Append(
                Cookie, language, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        }
    }
}
