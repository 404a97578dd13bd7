using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace OjApi.Callbacks;

/// <summary>
/// Which addresses callbacks may be sent to: public ones, and those of <see cref="CallbackOptions.AllowedNetworks"/>. Whoever sends a
/// submission chooses the receiver, and must not reach through this server what he cannot reach himself. Thread-safe.
/// </summary>
internal sealed class AddressRules(IOptions<CallbackOptions> options)
{
    private static readonly char[] Separators = [' ', ',', ';', '\t', '\n'];

    // https://www.iana.org/assignments/iana-ipv4-special-registry, all of it, also the few that are globally reachable: nobody receives
    // callbacks there. Multicast (RFC 5771) is not in that registry.
    private static readonly IPNetwork[] SpecialIPv4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // All that is public in IPv6 is in here (RFC 4291 section 2.4 and IANA's registry of unicast assignments); loopback, link-local, unique
    // local and multicast addresses, and those that embed IPv4 without a prefix of their own, are not.
    private static readonly IPNetwork PublicIPv6 = IPNetwork.Parse("2000::/3");

    // https://www.iana.org/assignments/iana-ipv6-special-registry, what of it is within 2000::/3: protocol assignments with Teredo and
    // ORCHID, documentation, 6to4, and the AS112 servers.
    private static readonly IPNetwork[] SpecialIPv6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(IPNetwork.Parse)];

    // What a resolver with DNS64 makes of a receiver that has IPv4 only (RFC 6052 section 2.1): as public as the address it embeds.
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private readonly IPNetwork[] _allowed = [.. Split(options.Value.AllowedNetworks).Select(TryReadNetwork).OfType<IPNetwork>()];

    /// <summary>Whether a callback may be sent to this address.</summary>
    public bool Permits(IPAddress address)
    {
        var meant = Embedded(address);
        return IsPublic(meant) || _allowed.Any(network => network.Contains(meant));
    }

    /// <summary>The networks of a setting.</summary>
    public static string[] Split(string networks) => networks.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A network in CIDR notation; <see langword="null"/> when it is none.</summary>
    public static IPNetwork? TryReadNetwork(string network) =>
        network.Contains('/', StringComparison.Ordinal) && IPNetwork.TryParse(network, out var read) ? read : null;

    private static bool IsPublic(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? !SpecialIPv4.Any(network => network.Contains(address))
        : PublicIPv6.Contains(address) && !SpecialIPv6.Any(network => network.Contains(address));

    /// <summary>The IPv4 address that the traffic ends at when it is sent to this one.</summary>
    private static IPAddress Embedded(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } when Nat64.Contains(address) => new IPAddress(address.GetAddressBytes().AsSpan(12)),
        _ => address,
    };
}
