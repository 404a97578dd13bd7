using System.Net;
using System.Net.Sockets;

namespace OjAspire.ServiceDefaults.SharedPort;

/// <summary>Turns an address as people write it into the end points to listen on.</summary>
internal static class SharedPortAddress
{
    /// <summary>The end points that <paramref name="url"/> means; see <see cref="SharedPortExtensions.UseSharedPort"/>.</summary>
    /// <exception cref="FormatException">It is not such an address.</exception>
    public static IReadOnlyList<IPEndPoint> Parse(string url)
    {
        // '*' and '+' are how Kestrel's own addresses write "every address"; Uri does not know them.
        var wildcard = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(wildcard, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            throw new FormatException($"'{url}' is not an address to listen on; write it like http://localhost:3001 or http://*:3001.");
        }
        if (string.Equals(uri.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return HasIPv6Loopback && uri.Port != 0
                ? [new(IPAddress.Loopback, uri.Port), new(IPAddress.IPv6Loopback, uri.Port)]
                : [new(IPAddress.Loopback, uri.Port)];
        }
        if (!IPAddress.TryParse(uri.DnsSafeHost, out var address))
        {
            throw new FormatException($"'{url}' names a host; listen on an IP address, on localhost or on *.");
        }
        // The IPv6 wildcard takes IPv4 connections too.
        return [new(address.Equals(IPAddress.Any) && Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : address, uri.Port)];
    }

    // A kernel may know IPv6 while the loopback interface has no such address, as in some containers.
    private static bool HasIPv6Loopback
    {
        get
        {
            try
            {
                using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
                probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
