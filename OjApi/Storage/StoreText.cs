namespace OjApi.Storage;

/// <summary>Texts of others on their way into the store.</summary>
internal static class StoreText
{
    /// <summary>PostgreSQL's texts hold no NUL. A sandbox may say anything, and what is refused for that would be tried again for ever.</summary>
    public static string Storable(string text) => text.Replace('\0', '\uFFFD');
}
