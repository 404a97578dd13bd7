using System.Net;
using OjApi.Gateway;
using OjAspire.Tests.Gateway;
using OjSandbox.Discovery;
using OjSandbox.Session;

namespace OjAspire.Tests.Discovery;

public sealed class SchedulerAddressTests
{
    [Theory]
    [InlineData("oj-api-server-headless:3001", "oj-api-server-headless", 3001, false)]
    [InlineData("127.0.0.1:80", "127.0.0.1", 80, true)]
    [InlineData("[fd00::1:5]:3001", "fd00::1:5", 3001, true)]
    [InlineData("http://oj-api-server:3101/", "oj-api-server", 3101, false)]
    [InlineData("http://oj-api-server", "oj-api-server", 3001, false)]
    [InlineData("http://[::1]", "::1", 3001, true)]
    public void Host_and_port_are_read(string text, string host, int port, bool literal)
    {
        Assert.True(SchedulerAddress.TryParse(text, out var address));
        Assert.Equal((host, port, literal), (address.Host, address.Port, address.IsLiteral));
    }

    [Theory]
    [InlineData("oj-api-server-headless:3001", "http://10.244.1.5:3001/", null)]
    [InlineData("http://oj-api-server-headless:3001", "http://10.244.1.5:3001/", null)]
    [InlineData("https://oj-api-server-headless", "https://10.244.1.5:3001/", "oj-api-server-headless")]
    [InlineData("https://oj-api-server-headless:443/", "https://10.244.1.5/", "oj-api-server-headless")]
    public void Address_found_under_a_name_is_dialled_through_tls_under_that_name_when_it_was_written_with_https(string text, string dialled, string? tlsName)
    {
        Assert.True(SchedulerAddress.TryParse(text, out var address));

        var endpoint = address.At(IPAddress.Parse("10.244.1.5"));

        Assert.Equal((dialled, tlsName), (endpoint.Address.AbsoluteUri, endpoint.TlsName));
        Assert.Equal($"10.244.1.5:{address.Port}", endpoint.Key);
    }

    [Theory]
    [InlineData("oj-api-server-headless")]
    [InlineData("oj-api-server-headless:0")]
    [InlineData("oj-api-server-headless:65536")]
    [InlineData("ftp://oj-api-server:3001")]
    [InlineData("::1:3001")]
    [InlineData("[::1]")]
    [InlineData("[127.0.0.1]:3001")]
    [InlineData(":3001")]
    [InlineData("two words:3001")]
    public void Anything_else_is_refused(string text) => Assert.False(SchedulerAddress.TryParse(text, out _));

    [Theory]
    [InlineData("http://10.244.1.5:3001", "10.244.1.5:3001", "10-244-1-5-3001")]
    [InlineData("http://[fd00::1:5]:3001/", "[fd00::1:5]:3001", "fd00--1-5-3001")]
    [InlineData("http://localhost:41234", "localhost:41234", "127-0-0-1-41234")]
    [InlineData("http://oj-api-0.oj-api:80", "oj-api-0.oj-api:80", "oj-api-0-oj-api-80")]
    [InlineData("http://[2001:DB8:0:0:0:0:0:1]:3001", "[2001:db8::1]:3001", "2001-db8--1-3001")]
    [InlineData("http://[2001:db8::1]:3001", "[2001:db8::1]:3001", "2001-db8--1-3001")]
    [InlineData("http://[::1]:3001", "[::1]:3001", "--1-3001")]
    [InlineData("http://[1::]:1", "[1::]:1", "1---1")]
    [InlineData("http://[::ffff:10.0.0.1]:3001", "[::ffff:10.0.0.1]:3001", "--ffff-10-0-0-1-3001")]
    [InlineData("http://[fe80::1%eth0]:3001", "[fe80::1%eth0]:3001", "fe80--1-eth0-3001")]
    [InlineData("http://[fe80::1%3]:3001", "[fe80::1%3]:3001", "fe80--1-3-3001")]
    [InlineData("http://oj_api:3001", "oj_api:3001", "oj-api-3001")]
    public void Endpoint_has_a_key_for_the_log_and_a_suffix_for_the_sandbox_id(string url, string key, string suffix)
    {
        var endpoint = new SchedulerEndpoint(new Uri(url));
        var identity = new SandboxIdentity();

        Assert.Equal((key, suffix), (endpoint.Key, endpoint.IdSuffix));
        Assert.Equal($"{identity.BaseId}-{suffix}", identity.On(endpoint));
        Assert.Equal(identity.On(endpoint), Incoming.Hello(ScriptedSandbox.Hello(suffix, identity.BaseId)).SandboxId);
    }

    [Fact]
    public void Link_local_address_keeps_the_interface_it_is_dialled_through()
    {
        Assert.True(SchedulerAddress.TryParse("[fe80::1%3]:3001", out var address));

        var endpoint = address.At(System.Net.IPAddress.Parse(address.Host));

        Assert.Equal(("[fe80::1%3]:3001", "fe80::1%3"), (endpoint.Key, endpoint.Address.IdnHost));
        Assert.NotEqual(endpoint, address.At(System.Net.IPAddress.Parse("fe80::1%4")));
    }

    [Fact]
    public void Longest_host_name_makes_an_id_that_a_server_takes()
    {
        var name = string.Join('.', Enumerable.Repeat(new string('a', 63), 4))[..253];
        var endpoint = new SchedulerEndpoint(new Uri($"http://{name}:65535"));

        Incoming.Hello(ScriptedSandbox.Hello(endpoint.IdSuffix));
    }
}
