using OjAspire.ClusterSim.Machines;

namespace OjAspire.ClusterSim.Cluster;

/// <summary>A real DNS server (dnsmasq) on a machine of its own that plays the cluster's: it answers for one headless Service.</summary>
internal sealed class ClusterDns : IAsyncDisposable
{
    private const string Program = "/usr/sbin/dnsmasq";

    private readonly string _name;
    private readonly string _hosts;
    private readonly ChildProcess _process;
    private int _written;

    private ClusterDns(string name, string hosts, ChildProcess process) => (_name, _hosts, _process) = (name, hosts, process);

    /// <param name="machine">Where it runs.</param>
    /// <param name="address">The machine's address.</param>
    /// <param name="folder">Where it keeps its records.</param>
    /// <param name="name">The full name of the headless Service.</param>
    /// <exception cref="NotSupportedException">It is not installed.</exception>
    public static async Task<ClusterDns> StartAsync(NetworkNamespace machine, string address, string folder, string name)
    {
        if (!File.Exists(Program))
        {
            throw new NotSupportedException("The cluster's DNS needs dnsmasq: apt-get install dnsmasq-base");
        }

        var hosts = Path.Combine(folder, "hosts");
        await File.WriteAllTextAsync(hosts, "");
        var (program, arguments) = machine.Inside(Program,
        [
            "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file=", "--log-facility=-", "--user=root",
            "--no-resolv", "--no-hosts", $"--addn-hosts={hosts}", "--local-ttl=5", "--local=/cluster.local/",
            $"--listen-address={address}", "--bind-interfaces", "--port=53",
        ]);
        var dns = new ClusterDns(name, hosts, ChildProcess.Start(program, arguments));
        await dns.WhenReadAsync();
        return dns;
    }

    /// <summary>Changes what it answers; from the end of this call on it does.</summary>
    public async Task AnswerAsync(IEnumerable<string> addresses)
    {
        await File.WriteAllLinesAsync(_hosts + ".new", addresses.Select(address => $"{address} {_name}"));
        File.Move(_hosts + ".new", _hosts, overwrite: true);
        _process.HangUp();
        await WhenReadAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Task WhenReadAsync() => _process.WhenAsync(line => line.Contains("read " + _hosts, StringComparison.Ordinal), ++_written);
}
