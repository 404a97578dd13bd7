namespace OjAspire.Dashboard.Layout;

/// <summary>Where the pages are when nobody has said it.</summary>
internal static class FrontendAddress
{
    private const string Default = "http://localhost:18888";

    private static readonly string[] Settings = ["urls", "http_ports", "https_ports"];

    /// <summary>Listens where Aspire's standalone dashboard does, unless an address is set in any of the host's ways.</summary>
    public static WebApplicationBuilder AddFrontendAddress(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (Settings.All(setting => string.IsNullOrEmpty(configuration[setting])) && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(Default);
        }
        return builder;
    }
}
