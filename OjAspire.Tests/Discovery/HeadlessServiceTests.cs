using System.Globalization;
using OjAspire.Tests.Integration;
using OjAspire.Tests.Session;

namespace OjAspire.Tests.Discovery;

/// <summary>
/// The real sandbox process in a mount namespace with a resolver configuration of its own, a real DNS server, and real API
/// servers on loopback addresses that share one port and one store: what a headless Service looks like.
/// </summary>
public sealed class HeadlessServiceTests : IAsyncLifetime
{
    private const int Slots = 2;
    private const string JoinToken = "the token of these tests";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oj-dns-");
    private readonly int _port = ScriptedScheduler.FreePort();
    private readonly Dictionary<string, ChildProcess> _replicas = [];
    private DnsServer _dns = null!;
    private ChildProcess _sandbox = null!;

    public async Task InitializeAsync()
    {
        foreach (var address in (string[])["127.0.0.11", "127.0.0.12", "127.0.0.13"])
        {
            await StartReplicaAsync(address);
        }

        _dns = await DnsServer.StartAsync(_directory.FullName, _replicas.Keys);
        _sandbox = StartSandbox();
    }

    public async Task DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        await _dns.DisposeAsync();
        foreach (var replica in _replicas.Values)
        {
            await replica.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Streams_follow_dns_up_and_down_and_survive_the_resolver()
    {
        await ManagesAsync("127.0.0.11", "127.0.0.12", "127.0.0.13");
        await ConnectedAsync("127.0.0.11", "127.0.0.12", "127.0.0.13");

        await JudgesThroughAsync("127.0.0.11", "127.0.0.12", "127.0.0.13");

        // Up to four.
        await StartReplicaAsync("127.0.0.14");
        await _dns.AnswerAsync("127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14");
        await ConnectedAsync("127.0.0.14");
        await ManagesAsync("127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14");

        await JudgesThroughAsync("127.0.0.14");

        // Down to two: of the two that are removed, the one that dies is given up, the living one stays.
        await _dns.AnswerAsync("127.0.0.11", "127.0.0.12");
        await KillReplicaAsync("127.0.0.14");
        await ManagesAsync(times: 2, "127.0.0.11", "127.0.0.12", "127.0.0.13");
        Assert.DoesNotContain(_sandbox.Lines, line => line.Contains($"Stream to scheduler at 127.0.0.13:{_port} ended", StringComparison.Ordinal));

        // No resolver: a replica that dies now is still known, and comes back without DNS saying anything.
        await _dns.StopAsync();
        await _sandbox.WhenAsync(line => line.Contains("the last known 2 address(es) stand", StringComparison.Ordinal));
        await KillReplicaAsync("127.0.0.12");
        await StartReplicaAsync("127.0.0.12");
        await ConnectedAsync(times: 2, "127.0.0.12");

        // The resolver is back and knows a new one.
        await StartReplicaAsync("127.0.0.15");
        await _dns.StartAgainAsync();
        await _dns.AnswerAsync("127.0.0.11", "127.0.0.12", "127.0.0.15");
        await _sandbox.WhenAsync(line => line.Contains("The resolver is back", StringComparison.Ordinal));
        await ConnectedAsync("127.0.0.15");

        // NXDOMAIN: nothing new, and everything that lives stays.
        await _dns.AnswerAsync();
        await _sandbox.WhenAsync($"{DnsServer.Name} has no address at the moment");
        foreach (var address in (string[])["127.0.0.11", "127.0.0.13", "127.0.0.15"])
        {
            Assert.DoesNotContain(_sandbox.Lines, line => line.Contains($"Stream to scheduler at {address}:{_port} ended", StringComparison.Ordinal));
        }

        Assert.Equal(0, await _sandbox.TerminateAsync());
    }

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    // As it is built in its own folder: beside the tests it would lack the packages that the tests do not need.
    private static string Built(string project) =>
        AppContext.BaseDirectory.Replace("OjAspire.Tests", project, StringComparison.Ordinal) + project + ".dll";

    private async Task StartReplicaAsync(string address)
    {
        var replica = ChildProcess.Start(Dotnet, [Built("OjApi")], new Dictionary<string, string>
        {
            ["API_HOST"] = address,
            ["API_PORT"] = _port.ToString(CultureInfo.InvariantCulture),
            ["ConnectionStrings__oj"] = $"Data Source={Path.Combine(_directory.FullName, "oj.db")}",
            ["Oj__JoinToken"] = JoinToken,
        });
        _replicas[address] = replica;
        await replica.WhenAsync("Application started. Press Ctrl+C to shut down.");
    }

    private async Task KillReplicaAsync(string address)
    {
        await _replicas[address].DisposeAsync();
        _replicas.Remove(address);
    }

    private async Task JudgesThroughAsync(params IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            using var client = new OjClient(new HttpClient { BaseAddress = new Uri($"http://{address}:{_port}") });
            await client.WaitForSlotsAsync(Slots);
            Assert.Equal("AC", (await client.JudgeAsync(46, "echo hi", new { expected_output = "hi" }))["verdict"]!.GetValue<string>());
        }
    }

    private ChildProcess StartSandbox()
    {
        // Binding over a file needs a mount namespace, and that needs root; a user namespace makes anybody root in it.
        string[] namespaces = Environment.IsPrivilegedProcess ? ["--mount"] : ["--map-root-user", "--mount"];
        return ChildProcess.Start("/usr/bin/unshare",
            [
                .. namespaces, "/bin/sh", "-c",
                "mount --bind \"$1\" /etc/resolv.conf && mount --bind \"$2\" /etc/nsswitch.conf && exec \"$3\" \"$4\"",
                "sh", _dns.ResolvConf, _dns.NsswitchConf, Dotnet, Built("OjSandbox"),
            ],
            new Dictionary<string, string>
            {
                ["SCHEDULER_ADDRESS"] = string.Create(CultureInfo.InvariantCulture, $"{DnsServer.Name}:{_port}"),
                ["SANDBOX_COUNT"] = Slots.ToString(CultureInfo.InvariantCulture),
                ["Oj__JoinToken"] = JoinToken,
                ["Oj__ResolvePeriod"] = "0.5",
                ["Oj__ReconnectCap"] = "0.5",
            });
    }

    private Task ManagesAsync(params IEnumerable<string> addresses) => ManagesAsync(times: 1, addresses);

    private async Task ManagesAsync(int times, params IEnumerable<string> addresses)
    {
        string[] keys = [.. addresses.Select(address => $"{address}:{_port}")];
        await _sandbox.WhenAsync($"Managing connections to {keys.Length} scheduler(s): [{string.Join(' ', keys)}]", times);
    }

    private Task ConnectedAsync(params IEnumerable<string> addresses) => ConnectedAsync(times: 1, addresses);

    private async Task ConnectedAsync(int times, params IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            await _sandbox.WhenAsync($"Connected to scheduler at {address}:{_port}", times);
        }
    }
}
