using System.Globalization;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Discovery;

/// <summary>A real sandbox and its system resolver with answers that are long, and long in coming.</summary>
public sealed class LargeAnswerTests : IAsyncLifetime
{
    private const int Many = 110;

    private readonly ProcessCluster _cluster = ProcessCluster.Create();
    private ScriptedDnsServer _dns = null!;

    public async Task InitializeAsync() => _dns = await ScriptedDnsServer.StartAsync(_cluster.DirectoryPath);

    public async Task DisposeAsync()
    {
        await _dns.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Answer_too_long_for_udp_is_fetched_over_tcp_and_without_tcp_the_last_list_stands()
    {
        _dns.A = new([.. Enumerable.Range(1, Many).Select(host => string.Create(CultureInfo.InvariantCulture, $"127.0.1.{host}"))]);
        var sandbox = Start("0.5");
        await sandbox.WhenAsync(line => line.Contains($"Managing connections to {Many} scheduler(s)", StringComparison.Ordinal));

        _dns.CloseTcp();
        await sandbox.WhenAsync(line => line.Contains($"the last known {Many} address(es) stand", StringComparison.Ordinal));
        _dns.OpenTcp();
        await sandbox.WhenAsync($"The resolver is back: {ScriptedDnsServer.Name} has {Many} address(es)");

        Assert.Single(sandbox.Lines, line => line.Contains("Managing connections", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Look_ups_of_a_resolver_slower_than_the_period_never_overlap()
    {
        var slow = new DnsScript("127.0.1.1") { After = TimeSpan.FromSeconds(3) };
        (_dns.A, _dns.Aaaa) = (slow, slow with { Addresses = [] });
        await File.AppendAllTextAsync(_dns.Files.ResolvConf, "options timeout:10\n");
        var sandbox = Start("0.2");
        await sandbox.WhenAsync(line => line.Contains("Managing connections to 1 scheduler(s)", StringComparison.Ordinal));

        _dns.A = slow with { Addresses = ["127.0.1.2"] };
        await sandbox.WhenAsync(line => line.Contains("has no longer 127.0.1.1:", StringComparison.Ordinal));

        Assert.InRange(_dns.Asked, 2, 4);
        Assert.Equal(1, _dns.MostOpen);
        Assert.DoesNotContain(sandbox.Lines, line => line.Contains("The resolver failed", StringComparison.Ordinal));
    }

    // Nobody listens at these addresses, so they are not to be dialled too often.
    private ChildProcess Start(string period) =>
        _cluster.StartSandbox(1, ScriptedDnsServer.Name, _dns.Files, period, judging: false, reconnectCap: "60");
}
