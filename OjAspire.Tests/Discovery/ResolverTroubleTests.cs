using System.Globalization;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Discovery;

/// <summary>
/// A real sandbox, whose system resolver has a pod's search path and asks a DNS server that fails in every way there is; two
/// real replicas, of which the first answers over IPv4 and IPv6, as every pod of a dual-stack cluster does.
/// </summary>
public sealed class ResolverTroubleTests : IAsyncLifetime
{
    private const int Slots = 2;
    private const string Both = "127.0.0.21";
    private const string Other = "127.0.0.22";
    private const string Failed = "The resolver failed to look up " + ScriptedDnsServer.Name;
    private const string Recovered = "The resolver is back: " + ScriptedDnsServer.Name;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    private readonly DnsScript _a = new(Both, Other, Other);
    private readonly DnsScript _aaaa = new("::1");
    private ProcessCluster _cluster = null!;
    private ScriptedDnsServer _dns = null!;
    private ChildProcess _sandbox = null!;
    private int _failures;

    public async Task InitializeAsync()
    {
        _cluster = ProcessCluster.Create();
        await _cluster.StartReplicaAsync(Both, new Dictionary<string, string>
        {
            ["API_HOST"] = "",
            ["API_PORT"] = "",
            ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://{Both}:{_cluster.Port};http://[::1]:{_cluster.Port}"),
        });
        await _cluster.StartReplicaAsync(Other);
        _dns = await ScriptedDnsServer.StartAsync(_cluster.DirectoryPath);
        (_dns.A, _dns.Aaaa) = (_a, _aaaa);
        _sandbox = _cluster.StartSandbox(Slots, ScriptedDnsServer.Name, _dns.Files, "0.5");
        var port = _cluster.Port;
        await _sandbox.WhenAsync($"Managing connections to 3 scheduler(s): [{Both}:{port} {Other}:{port} [::1]:{port}]");
        foreach (var key in (string[])[Both, Other, "[::1]"])
        {
            await _sandbox.WhenAsync($"Connected to scheduler at {key}:{port}");
        }
    }

    public async Task DisposeAsync()
    {
        await _dns.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Replica_reached_by_two_addresses_has_two_streams_and_counts_the_slots_once()
    {
        var client = _cluster.Client(Both);
        await client.WaitForSlotsAsync(Slots);
        var tokens = new List<string>();
        for (var submission = 0; submission < 3 * Slots; submission++)
        {
            tokens.Add(await client.SubmitAsync(46, "sleep 0.3; echo hi", new { expected_output = "hi" }));
        }

        var most = 0;
        await Eventually.TrueAsync(async () =>
        {
            var status = await client.GetStatusAsync();
            var running = status["processing_count"]!.GetValue<int>();
            most = Math.Max(most, running);
            Assert.Single(status["sandboxes"]!.AsArray());
            Assert.Equal(Slots, status["total_count"]!.GetValue<int>());
            Assert.Equal(Slots - running, status["available_count"]!.GetValue<int>());
            return running == 0 && (await client.GetSubmissionAsync(tokens[^1]))["verdict"] is not null;
        });

        Assert.Equal(Slots, most);
        foreach (var token in tokens)
        {
            Assert.Equal("AC", (await client.WaitForVerdictAsync(token))["verdict"]!.GetValue<string>());
        }

        Assert.Equal(2, _cluster.Replicas[Both].Lines.Count(line => line.Contains("connected successfully", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whatever_befalls_the_resolver_the_last_list_stands_and_streams_live()
    {
        await ThroughAsync("SERVFAIL", all: true, () => _dns.Answer(DnsScript.Error(2)));
        await ThroughAsync("REFUSED", all: true, () => _dns.Answer(DnsScript.Error(5)));
        await ThroughAsync("no answer", all: true, () => _dns.Answer(DnsScript.Silent));
        await ThroughAsync("garbage", all: true, () => _dns.Answer(DnsScript.Garbage));
        await ThroughAsync("server gone", all: true, _dns.Close, _dns.Open);
        await ThroughAsync("truncated, and TCP is refused", all: true, () =>
        {
            _dns.CloseTcp();
            _dns.A = _a with { IsCut = true };
        }, _dns.OpenTcp);

        // Half an answer: the resolver itself passes it off as a whole one.
        await ThroughAsync("SERVFAIL for IPv6", all: false, () => _dns.Aaaa = DnsScript.Error(2));
        await ThroughAsync("no answer for IPv6", all: false, () => _dns.Aaaa = DnsScript.Silent);
        await ThroughAsync("SERVFAIL for IPv4", all: false, () => _dns.A = DnsScript.Error(2));
        await ThroughAsync(
            "no IPv4 addresses and SERVFAIL for IPv6", all: false, () => (_dns.A, _dns.Aaaa) = (new(), DnsScript.Error(2)), lost: [Both, Other]);
    }

    // Once a warning, nothing lost but what the answer did say is gone, and recovery at once.
    private async Task ThroughAsync(string what, bool all, Action trouble, Action? mend = null, params string[] lost)
    {
        var before = _sandbox.Lines.Count;
        trouble();
        await _sandbox.WhenAsync(line => line.Contains(Failed, StringComparison.Ordinal), ++_failures);

        // Whether half an answer counts as half or as none is the resolver's choice; either way what was known stands.
        int[] stand = all ? [3] : [3, _dns.Aaaa == _aaaa ? 2 : 1];
        var warning = _sandbox.Lines.Last(line => line.Contains(Failed, StringComparison.Ordinal));
        Assert.Contains(stand, count => warning.EndsWith($"the last known {count} address(es) stand", StringComparison.Ordinal));
        await AnotherLookUpAsync(what);

        mend?.Invoke();
        (_dns.A, _dns.Aaaa) = (_a, _aaaa);
        var mended = TimeProvider.System.GetTimestamp();
        await _sandbox.WhenAsync(line => line.Contains(Recovered, StringComparison.Ordinal), _failures);
        var took = TimeProvider.System.GetElapsedTime(mended);
        Assert.True(took < AtOnce, $"{what}: recovered after {took.TotalSeconds:0.000} s");

        var said = _sandbox.Lines.Skip(before).ToArray();
        Assert.Single(said, line => line.Contains(Failed, StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains("ended:", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains("Failed to connect", StringComparison.Ordinal));
        if (lost.Length == 0)
        {
            Assert.EndsWith(" has 3 address(es)", said.Single(line => line.Contains(Recovered, StringComparison.Ordinal)), StringComparison.Ordinal);
        }

        Assert.Equal(lost.Length, said.Count(line => line.Contains("has no longer", StringComparison.Ordinal)));
        Assert.DoesNotContain(said, line => line.Contains("has no address at the moment", StringComparison.Ordinal));
    }

    private async Task AnotherLookUpAsync(string what)
    {
        if (what == "server gone")
        {
            return;
        }

        var asked = _dns.Asked;
        await Eventually.TrueAsync(() => _dns.Asked > asked + 1);
    }
}
