using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using OjAspire.Dashboard.Login;

namespace OjAspire.Dashboard.Localization;

/// <summary>Composes the languages.</summary>
internal static class LocalizationExtensions
{
    /// <summary>Address that changes the language and leads back: <c>/language?code=zh-TW&amp;returnUrl=/</c>.</summary>
    public const string SwitchPath = "/language";

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    /// <summary>Adds the texts and the choice of language: the reader's own, else the browser's, else English.</summary>
    public static WebApplicationBuilder AddLanguages(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            string[] codes = [.. Languages.All.Select(language => language.Code)];
            options.SetDefaultCulture(Languages.English).AddSupportedCultures(codes).AddSupportedUICultures(codes);
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new PageLanguageProvider(), new BrowserLanguageProvider()];
        });
        return builder;
    }

    /// <summary>Chooses the language of each request.</summary>
    public static WebApplication UseLanguages(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.Use((context, next) =>
        {
            PageLanguageProvider.Remember(context);
            return next(context);
        });
        return app;
    }

    /// <summary>Maps the address that changes the language. Open to everybody: the login page is translated too.</summary>
    public static WebApplication MapLanguageSwitch(this WebApplication app)
    {
        app.MapGet(SwitchPath, (HttpContext context, [FromQuery] string code, [FromQuery] string? returnUrl) =>
        {
            if (Languages.All.All(language => language.Code != code))
            {
                return Results.Problem(
                    $"'code' must be one of {string.Join(", ", Languages.All.Select(language => language.Code))}.", statusCode: 400);
            }
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(code)),
                new CookieOptions { MaxAge = Remembered, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
            return Results.LocalRedirect(ReturnUrl.OrFrontPage(returnUrl));
        }).AllowAnonymous();
        return app;
    }
}
