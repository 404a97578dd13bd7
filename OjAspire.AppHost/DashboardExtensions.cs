using System.Globalization;

namespace OjAspire.AppHost;

internal static class DashboardExtensions
{
    /// <summary>Puts the dashboard on a port of localhost; an address that is configured in Aspire's own way stands.</summary>
    public static void UseDashboardPort(this IDistributedApplicationBuilder builder, int port)
    {
        builder.Configuration["ASPNETCORE_URLS"] ??= string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");

        // Nothing leaves this machine, so nothing needs certificates.
        builder.Configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] ??= "true";
    }
}
