namespace OjAspire.Dashboard.Login;

/// <summary>Who may look at the dashboard.</summary>
internal enum FrontendAuthMode
{
    /// <summary>Whoever has the token.</summary>
    BrowserToken,

    /// <summary>Anybody who can reach the address.</summary>
    Unsecured,
}
