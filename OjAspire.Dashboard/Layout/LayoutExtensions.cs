using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Localization;

namespace OjAspire.Dashboard.Layout;

/// <summary>Composes what all pages share.</summary>
internal static class LayoutExtensions
{
    /// <summary>Adds interactive pages and the component library.</summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        // Run from a build's output, its static files still lie in the source tree and in packages; a published one has them beside it.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddFluentUIComponents();
        builder.Services.AddScoped<IFluentLocalizer, ComponentLocalizer>();
        builder.Services.AddScoped<BrowserTime>();
        return builder;
    }

    /// <summary>Maps every page, and the static files, which are the same for everybody and open to everybody.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // Who may frame the pages is said once, with the other security headers.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
