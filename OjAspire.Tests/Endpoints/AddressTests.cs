using Microsoft.Extensions.Configuration;
using OjApi.Endpoints;

namespace OjAspire.Tests.Endpoints;

/// <summary>Where a replica listens, and how others reach it.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("http://*:3001")]
    [InlineData("http://127.0.0.11:3001", "API_HOST=127.0.0.11", "API_PORT=3001")]
    [InlineData("http://127.0.0.11:3001", "API_HOST=127.0.0.11")]
    [InlineData("http://*:4000", "API_PORT=4000")]
    [InlineData("http://[::1]:4000", "API_HOST=::1", "API_PORT=4000")]
    [InlineData("http://127.0.0.1:5001", "urls=http://127.0.0.1:5001")]
    [InlineData("http://127.0.0.1:5001,http://127.0.0.2:5001", "urls=http://127.0.0.1:5001;http://127.0.0.2:5001")]
    [InlineData("http://*:8080", "http_ports=8080")]
    [InlineData("http://127.0.0.1:5001", "http_ports=8080", "urls=http://127.0.0.1:5001")]
    [InlineData("http://*:4000", "API_PORT=4000", "urls=http://127.0.0.1:5001")]
    public void A_replica_listens_where_it_is_told(string expected, params string[] settings) =>
        Assert.Equal(expected.Split(','), ListenAddress.Find(Configuration(settings)));

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public void A_port_that_is_none_is_named(string port)
    {
        var exception = Assert.Throws<FormatException>(() => ListenAddress.Find(Configuration(["API_PORT=" + port])));

        Assert.Contains("API_PORT", exception.Message, StringComparison.Ordinal);
        Assert.Contains(port, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.11:3001", null, "http://127.0.0.11:3001")]
    [InlineData("http://127.0.0.11:3001", "10.244.1.5", "http://127.0.0.11:3001")]
    [InlineData("http://[::]:3001", "10.244.1.5", "http://10.244.1.5:3001")]
    [InlineData("http://0.0.0.0:3001", "10.244.1.5", "http://10.244.1.5:3001")]
    [InlineData("http://[::]:3001", "fd00::5", "http://[fd00::5]:3001")]
    [InlineData("http://[::]:3001", null, "http://localhost:3001")]
    [InlineData("http://[::1]:3001", null, "http://[::1]:3001")]
    public void Its_own_address_is_one_that_others_can_dial(string bound, string? podIp, string expected) =>
        Assert.Equal(expected, OwnAddress.Of(bound, podIp));

    [Fact]
    public void Two_identities_are_never_the_same()
    {
        var configuration = Configuration(["Oj:Zone=zone-1"]);

        Assert.NotEqual(ServerIdentity.Create(configuration).Id, ServerIdentity.Create(configuration).Id);
        Assert.Equal("zone-1", ServerIdentity.Create(configuration).Zone);
    }

    private static IConfiguration Configuration(string[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting =>
        {
            var (key, value) = (setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            return new KeyValuePair<string, string?>(key, value);
        })).Build();
}
