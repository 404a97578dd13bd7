using System.Net;
using System.Net.Sockets;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Discovery;

/// <summary>A real DNS server (dnsmasq) on a loopback address of its own, answering for one name as a headless Service does.</summary>
internal sealed class DnsServer : IAsyncDisposable
{
    /// <summary>The name it answers for; any other is NXDOMAIN.</summary>
    public const string Name = "oj-api-server-headless";

    private const string Program = "/usr/sbin/dnsmasq";

    private readonly string _hosts;
    private readonly string _address;
    private ChildProcess? _process;

    private DnsServer(string directory, string address)
    {
        _hosts = Path.Combine(directory, "hosts");
        _address = address;
        ResolvConf = Path.Combine(directory, "resolv.conf");
        NsswitchConf = Path.Combine(directory, "nsswitch.conf");
    }

    /// <summary>What <c>/etc/resolv.conf</c> has to be for a process that is to ask this server.</summary>
    public string ResolvConf { get; }

    /// <summary>What <c>/etc/nsswitch.conf</c> has to be, so that nothing but the files and DNS is asked.</summary>
    public string NsswitchConf { get; }

    public static async Task<DnsServer> StartAsync(string directory, params IEnumerable<string> addresses)
    {
        Assert.True(File.Exists(Program), "This test needs dnsmasq: apt-get install dnsmasq-base");
        var server = new DnsServer(directory, FreeAddress());
        await File.WriteAllTextAsync(server.ResolvConf, $"nameserver {server._address}\noptions timeout:1 attempts:1\n");
        await File.WriteAllTextAsync(server.NsswitchConf, "hosts: files dns\n");
        await server.WriteAsync(addresses);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Changes what it answers.</summary>
    public async Task AnswerAsync(params IEnumerable<string> addresses)
    {
        await WriteAsync(addresses);
        _process!.HangUp();
    }

    /// <summary>Stops answering: whoever asks finds the port closed.</summary>
    public async Task StopAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
    }

    public async Task StartAgainAsync()
    {
        _process = ChildProcess.Start(Program,
        [
            "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file=", "--log-facility=-", "--user=root",
            "--no-resolv", "--no-hosts", $"--addn-hosts={_hosts}", "--local-ttl=0", $"--local=/{Name}/",
            $"--listen-address={_address}", "--bind-interfaces", "--port=53",
        ]);
        await _process.WhenAsync(line => line.Contains("read " + _hosts, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? default;

    private Task WriteAsync(IEnumerable<string> addresses) => File.WriteAllLinesAsync(_hosts, addresses.Select(address => $"{address} {Name}"));

    // Resolvers know no port but 53, so it is the address that has to be a free one.
    private static string FreeAddress()
    {
        while (true)
        {
            var address = $"127.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}.53";
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Parse(address), 53));
                return address;
            }
            catch (SocketException inUse) when (inUse.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one, then.
            }
        }
    }
}
