using System.Net;
using System.Net.Sockets;
using CsCheck;
using Microsoft.Extensions.Options;
using OjApi.Callbacks;

namespace OjAspire.Tests.Callbacks;

public sealed class AddressRulesTests
{
    /// <summary>The registries of special-purpose addresses of IANA, and what else is not unicast of the internet.</summary>
    private static readonly string[] NotPublic =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32", "::1/128", "::/128", "::/96", "64:ff9b:1::/48", "100::/64",
        "100:0:0:1::/64", "2001::/23", "2001::/32", "2001:2::/48", "2001:10::/28", "2001:20::/28", "2001:30::/28", "2001:db8::/32",
        "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "4000::/2",
        "8000::/1",
    ];

    private static readonly Gen<IPAddress> AnyPrivate =
        from network in Gen.Int[0, NotPublic.Length - 1]
        from random in Gen.Byte.Array[16]
        select Within(IPNetwork.Parse(NotPublic[network]), random);

    [Fact]
    public void No_address_of_a_special_network_is_permitted_in_whatever_form()
    {
        var rules = Rules();

        AnyPrivate.Sample(address => Forms(address).All(form => !rules.Permits(form)), iter: 20_000);
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:81b::200e")]
    [InlineData("2001:200::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Public_addresses_are_permitted(string address) => Assert.True(Rules().Permits(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.20.0.0/16", "10.20.3.4", true)]
    [InlineData("10.20.0.0/16", "::ffff:10.20.3.4", true)]
    [InlineData("10.20.0.0/16", "10.21.0.1", false)]
    [InlineData("fd00:20::/64 127.0.0.2/32", "fd00:20::5", true)]
    [InlineData("fd00:20::/64,127.0.0.2/32", "127.0.0.2", true)]
    [InlineData("fd00:20::/64 127.0.0.2/32", "127.0.0.3", false)]
    [InlineData("fe80::/10", "fe80::1%1", true)]
    [InlineData("", "fe80::1%1", false)]
    public void Configured_networks_are_permitted_and_nothing_beside_them(string networks, string address, bool isPermitted) =>
        Assert.Equal(isPermitted, Rules(networks).Permits(IPAddress.Parse(address)));

    private static AddressRules Rules(string networks = "") => new(Options.Create(new CallbackOptions { AllowedNetworks = networks }));

    private static IPAddress Within(IPNetwork network, byte[] random)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(random[bit / 8] & (0x80 >> (bit % 8)));
        }

        return new IPAddress(bytes);
    }

    /// <summary>The address, and every IPv6 address that stands for it.</summary>
    private static IEnumerable<IPAddress> Forms(IPAddress address)
    {
        yield return address;
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            var bytes = address.GetAddressBytes();
            yield return address.MapToIPv6();
            yield return new IPAddress([.. new byte[12], .. bytes]);
            yield return new IPAddress([0x00, 0x64, 0xff, 0x9b, .. new byte[8], .. bytes]);
            yield return new IPAddress([0x20, 0x02, .. bytes, .. new byte[10]]);
            yield return new IPAddress([0x20, 0x01, 0, 0, .. new byte[8], .. bytes.Select(each => (byte)~each)]);
        }
    }
}
