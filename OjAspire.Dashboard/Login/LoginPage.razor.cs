using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OjAspire.Dashboard.Localization;

namespace OjAspire.Dashboard.Login;

/// <summary>
/// Trades the token, from the link or typed in, for a cookie. Needs no antiforgery token: who can forge this request knows the token
/// already, and the cookie of such a check would be shared by all dashboards of a host.
/// </summary>
public sealed partial class LoginPage
{
    /// <summary>Address of this page.</summary>
    public const string Path = "/login";

    /// <summary>Query parameter that holds the token.</summary>
    public const string TokenParameter = "t";

    /// <summary>Query parameter that holds the page to go to.</summary>
    public const string ReturnUrlParameter = "returnUrl";

    private bool _rejected;

    [SupplyParameterFromQuery(Name = TokenParameter)]
    private string? LinkToken { get; set; }

    [SupplyParameterFromQuery(Name = ReturnUrlParameter)]
    private string? Destination { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "Token")]
    private string? TypedToken { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [Inject]
    private BrowserToken Token { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    protected override Task OnInitializedAsync() =>
        HttpMethods.IsGet(Context.Request.Method) && LinkToken is not null ? TryAsync(LinkToken) : Task.CompletedTask;

    private Task LogInAsync() => TryAsync(TypedToken?.Trim());

    private async Task TryAsync(string? token)
    {
        if (!Token.Matches(token))
        {
            _rejected = true;
            return;
        }
        var visitor = new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.Name, "visitor")], CookieAuthenticationDefaults.AuthenticationScheme));
        await Context.SignInAsync(visitor, new AuthenticationProperties { IsPersistent = true });
        Navigation.NavigateTo(ReturnUrl.OrFrontPage(Destination));
    }
}
