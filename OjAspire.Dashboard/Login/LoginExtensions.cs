using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.Login;

/// <summary>Composes the login.</summary>
internal static class LoginExtensions
{
    private static readonly TimeSpan LoginLasts = TimeSpan.FromDays(3);

    /// <summary>Adds the token login: without its cookie every page leads to <c>/login</c>, unless anonymous visitors are
    /// configured.</summary>
    public static WebApplicationBuilder AddLogin(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<FrontendOptions>().BindConfiguration(FrontendOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<FrontendOptions>, FrontendOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FrontendOptions>, FrontendOptionsSetup>());
        services.TryAddSingleton<BrowserToken>();
        services.AddHostedService<LoginLink>();
        // Keys live as long as the process: a cookie of another dashboard, or of an earlier token, opens nothing.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.LoginPath = LoginPage.Path;
            cookie.ReturnUrlParameter = LoginPage.ReturnUrlParameter;
            cookie.ExpireTimeSpan = LoginLasts;
            cookie.SlidingExpiration = true;
            cookie.CookieManager = new PortCookieManager();
            cookie.Cookie.Name = ".OjAspire.Dashboard";
            cookie.Cookie.HttpOnly = true;
            // Lax and not Strict: the login link may be followed from another site, and its redirect must carry the cookie.
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.IsEssential = true;
        });
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<FrontendOptions>>((authorization, frontend) =>
        {
            if (frontend.Value.AuthMode is FrontendAuthMode.BrowserToken)
            {
                authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            }
        });
        services.AddCascadingAuthenticationState();
        return builder;
    }
}
