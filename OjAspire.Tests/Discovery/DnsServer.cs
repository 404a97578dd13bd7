namespace OjAspire.Tests.Discovery;

/// <summary>A real DNS server (dnsmasq) on a loopback address of its own, answering for one name as a headless Service does.</summary>
internal sealed class DnsServer : IAsyncDisposable
{
    /// <summary>The name it answers for; any other is NXDOMAIN.</summary>
    public const string Name = "oj-api-server-headless";

    private const string Program = "/usr/sbin/dnsmasq";

    private readonly string _hosts;
    private ChildProcess? _process;

    private DnsServer(string directory, ResolverFiles files)
    {
        _hosts = Path.Combine(directory, "hosts");
        Files = files;
    }

    /// <summary>The resolver configuration of a process that is to ask this server.</summary>
    public ResolverFiles Files { get; }

    public static async Task<DnsServer> StartAsync(string directory, params IEnumerable<string> addresses)
    {
        Assert.True(File.Exists(Program), "This test needs dnsmasq: apt-get install dnsmasq-base");
        var server = new DnsServer(directory, await ResolverFiles.WriteAsync(directory));
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
            $"--listen-address={Files.Server}", "--bind-interfaces", "--port=53",
        ]);
        await _process.WhenAsync(line => line.Contains("read " + _hosts, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? default;

    private Task WriteAsync(IEnumerable<string> addresses) => File.WriteAllLinesAsync(_hosts, addresses.Select(address => $"{address} {Name}"));
}
