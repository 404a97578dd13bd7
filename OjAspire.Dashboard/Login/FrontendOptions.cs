namespace OjAspire.Dashboard.Login;

/// <summary>Who may look at the dashboard; the names are those of Aspire's dashboard.</summary>
internal sealed class FrontendOptions
{
    /// <summary>Section these are bound from.</summary>
    public const string Section = "Dashboard:Frontend";

    /// <summary>When <c>true</c>, the default of <see cref="AuthMode"/> is <see cref="FrontendAuthMode.Unsecured"/>.</summary>
    public const string AllowAnonymousKey = "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS";

    /// <summary>The name of <see cref="AllowAnonymousKey"/> in earlier versions.</summary>
    public const string LegacyAllowAnonymousKey = "DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS";

    /// <summary>Shortest <see cref="BrowserToken"/>, in characters.</summary>
    public const int ShortestToken = 8;

    /// <summary>Default: <see cref="FrontendAuthMode.BrowserToken"/>.</summary>
    public FrontendAuthMode? AuthMode { get; set; }

    /// <summary>What a visitor must know, 8 characters or more. Default: a new random one at each start, logged within a link.</summary>
    public string? BrowserToken { get; set; }
}
