using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OjApi.Endpoints;

/// <summary>The address of this replica itself, as others reach it: known once the server listens.</summary>
internal sealed class OwnAddress(IServer server, IConfiguration configuration)
{
    /// <summary><c>http://host:port</c>; empty while the server does not listen yet.</summary>
    public string Url
    {
        get
        {
            var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            return bound is null ? "" : Of(bound, configuration["POD_IP"]);
        }
    }

    /// <summary>The reachable form of a bound address: every-address becomes the pod's own, or the loopback name without one.</summary>
    public static string Of(string boundUrl, string? podIp)
    {
        var address = BindingAddress.Parse(boundUrl);
        var host = IsEveryAddress(address.Host) ? podIp ?? "" : address.Host;
        if (host.Length == 0)
        {
            host = "localhost";
        }

        return host.Contains(':') && !host.StartsWith('[')
            ? $"{address.Scheme}://[{host}]:{address.Port}"
            : $"{address.Scheme}://{host}:{address.Port}";
    }

    private static bool IsEveryAddress(string host) =>
        host is "*" or "+" || (IPAddress.TryParse(host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
}
