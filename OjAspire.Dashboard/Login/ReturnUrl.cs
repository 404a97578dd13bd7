namespace OjAspire.Dashboard.Login;

/// <summary>Where to go after a redirect through us: only ever to a page of our own.</summary>
internal static class ReturnUrl
{
    /// <summary>The address itself when it is a path on this host, otherwise the front page.</summary>
    public static string OrFrontPage(string? candidate) =>
        candidate is ['/', ..] and not ['/', '/' or '\\', ..] && !candidate.Any(char.IsControl) ? candidate : "/";
}
