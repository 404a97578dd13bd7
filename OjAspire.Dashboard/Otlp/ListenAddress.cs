using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OjAspire.Dashboard.Otlp;

/// <summary>An address to listen on, written as a URL; the host <c>*</c>, <c>+</c> or any name but localhost means every
/// interface.</summary>
internal static class ListenAddress
{
    /// <summary>The address, or null when the text is none.</summary>
    public static BindingAddress? TryParse(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", PathBase: "", IsNamedPipe: false, IsUnixPipe: false } address
                ? address
                : null;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Listens there.</summary>
    public static void Listen(this KestrelServerOptions kestrel, string url, HttpProtocols protocols)
    {
        var address = TryParse(url) ?? throw new ArgumentException("Not an address to listen on.", nameof(url));
        if (IPAddress.TryParse(address.Host, out var ip))
        {
            kestrel.Listen(ip, address.Port, Configure);
        }
        else if (!string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            kestrel.ListenAnyIP(address.Port, Configure);
        }
        else if (address.Port == 0)
        {
            // A free port of both loopback addresses at once cannot be asked for.
            kestrel.Listen(IPAddress.Loopback, 0, Configure);
        }
        else
        {
            kestrel.ListenLocalhost(address.Port, Configure);
        }

        void Configure(ListenOptions listen)
        {
            listen.Protocols = protocols;
            if (address.Scheme == "https")
            {
                listen.UseHttps();
            }
        }
    }
}
