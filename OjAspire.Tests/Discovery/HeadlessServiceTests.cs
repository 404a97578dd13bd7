using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Discovery;

/// <summary>
/// The real sandbox process in a mount namespace with a resolver configuration of its own, a real DNS server, and real API
/// servers on loopback addresses that share one port and one store: what a headless Service looks like.
/// </summary>
public sealed class HeadlessServiceTests : IAsyncLifetime
{
    private const int Slots = 2;

    private ProcessCluster _cluster = null!;
    private DnsServer _dns = null!;
    private ChildProcess _sandbox = null!;

    public async Task InitializeAsync()
    {
        _cluster = ProcessCluster.Create();
        foreach (var address in (string[])["127.0.0.11", "127.0.0.12", "127.0.0.13"])
        {
            await _cluster.StartReplicaAsync(address);
        }

        _dns = await DnsServer.StartAsync(_cluster.DirectoryPath, _cluster.Replicas.Keys);
        _sandbox = _cluster.StartSandbox(Slots, DnsServer.Name, _dns.Files, "0.5");
    }

    public async Task DisposeAsync()
    {
        await _dns.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Streams_follow_dns_up_and_down_and_survive_the_resolver()
    {
        await ManagesAsync("127.0.0.11", "127.0.0.12", "127.0.0.13");
        await ConnectedAsync("127.0.0.11", "127.0.0.12", "127.0.0.13");

        await JudgesThroughAsync("127.0.0.11", "127.0.0.12", "127.0.0.13");

        // Up to four.
        await _cluster.StartReplicaAsync("127.0.0.14");
        await _dns.AnswerAsync("127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14");
        await ConnectedAsync("127.0.0.14");
        await ManagesAsync("127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14");

        await JudgesThroughAsync("127.0.0.14");

        // Down to two: of the two that are removed, the one that dies is given up, the living one stays.
        await _dns.AnswerAsync("127.0.0.11", "127.0.0.12");
        await _cluster.KillReplicaAsync("127.0.0.14");
        await ManagesAsync(times: 2, "127.0.0.11", "127.0.0.12", "127.0.0.13");
        Assert.DoesNotContain(_sandbox.Lines, line => line.Contains($"Stream to scheduler at 127.0.0.13:{_cluster.Port} ended", StringComparison.Ordinal));

        // No resolver: a replica that dies now is still known, and comes back without DNS saying anything.
        await _dns.StopAsync();
        await _sandbox.WhenAsync(line => line.Contains("the last known 2 address(es) stand", StringComparison.Ordinal));
        await _cluster.KillReplicaAsync("127.0.0.12");
        await _cluster.StartReplicaAsync("127.0.0.12");
        await ConnectedAsync(times: 2, "127.0.0.12");

        // The resolver is back and knows a new one.
        await _cluster.StartReplicaAsync("127.0.0.15");
        await _dns.StartAgainAsync();
        await _dns.AnswerAsync("127.0.0.11", "127.0.0.12", "127.0.0.15");
        await _sandbox.WhenAsync(line => line.Contains("The resolver is back", StringComparison.Ordinal));
        await ConnectedAsync("127.0.0.15");

        // NXDOMAIN: nothing new, and everything that lives stays.
        await _dns.AnswerAsync();
        await _sandbox.WhenAsync($"{DnsServer.Name} has no address at the moment");
        foreach (var address in (string[])["127.0.0.11", "127.0.0.13", "127.0.0.15"])
        {
            Assert.DoesNotContain(_sandbox.Lines, line => line.Contains($"Stream to scheduler at {address}:{_cluster.Port} ended", StringComparison.Ordinal));
        }

        Assert.Equal(0, await _sandbox.TerminateAsync());
    }

    private async Task JudgesThroughAsync(params IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            var client = _cluster.Client(address);
            await client.WaitForSlotsAsync(Slots);
            Assert.Equal("AC", (await client.JudgeAsync(46, "echo hi", new { expected_output = "hi" }))["verdict"]!.GetValue<string>());
        }
    }

    private Task ManagesAsync(params IEnumerable<string> addresses) => ManagesAsync(times: 1, addresses);

    private async Task ManagesAsync(int times, params IEnumerable<string> addresses)
    {
        string[] keys = [.. addresses.Select(address => $"{address}:{_cluster.Port}")];
        await _sandbox.WhenAsync($"Managing connections to {keys.Length} scheduler(s): [{string.Join(' ', keys)}]", times);
    }

    private Task ConnectedAsync(params IEnumerable<string> addresses) => ConnectedAsync(times: 1, addresses);

    private async Task ConnectedAsync(int times, params IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            await _sandbox.WhenAsync($"Connected to scheduler at {address}:{_cluster.Port}", times);
        }
    }
}
