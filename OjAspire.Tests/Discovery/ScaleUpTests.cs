using System.Globalization;
using System.Text.Json;
using OjAspire.Tests.Processes;
using Xunit.Abstractions;

namespace OjAspire.Tests.Discovery;

/// <summary>How long it takes until every sandbox has a stream to a new replica. Real processes throughout.</summary>
public sealed class ScaleUpTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string First = "127.0.0.31";
    private static readonly string[] New = ["127.0.0.32", "127.0.0.33", "127.0.0.34"];
    private const int Sandboxes = 3;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(1);

    private readonly ProcessCluster _cluster = ProcessCluster.Create();

    private string ListPath => Path.Combine(_cluster.DirectoryPath, "replicas.json");

    public async Task InitializeAsync()
    {
        await _cluster.StartReplicaAsync(First);
        // One replica stands for all the new ones: it is the addresses that are new.
        var urls = New.Select(address => string.Create(CultureInfo.InvariantCulture, $"http://{address}:{_cluster.Port}"));
        await _cluster.StartReplicaAsync(New[0], new Dictionary<string, string>
        {
            ["API_HOST"] = "",
            ["API_PORT"] = "",
            ["ASPNETCORE_URLS"] = string.Join(';', urls),
        });
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task New_address_in_dns_has_a_stream_from_every_sandbox_within_a_period_and_a_second()
    {
        await using var dns = await ScriptedDnsServer.StartAsync(_cluster.DirectoryPath);
        dns.A = new(First);
        var period = Period.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var sandboxes = Enumerable.Range(0, Sandboxes)
            .Select(_ => _cluster.StartSandbox(1, ScriptedDnsServer.Name, dns.Files, period, judging: false)).ToArray();
        await ConnectedAsync(sandboxes, First);

        await WithinAsync(Period + ToConnect, sandboxes, known => dns.A = new([First, .. known]));
    }

    [Fact]
    public async Task New_entry_in_the_replica_list_has_a_stream_from_every_sandbox_within_a_second()
    {
        Replace(First);
        var sandboxes = Enumerable.Range(0, Sandboxes).Select(_ => _cluster.StartSandbox(1, ListPath)).ToArray();
        await ConnectedAsync(sandboxes, First);

        await WithinAsync(ToConnect, sandboxes, known => Replace([First, .. known]));
    }

    private Task ConnectedAsync(ChildProcess[] sandboxes, string address) =>
        Task.WhenAll(sandboxes.Select(sandbox => sandbox.WhenAsync($"Connected to scheduler at {address}:{_cluster.Port}")));

    private void Replace(params IEnumerable<string> addresses)
    {
        var urls = addresses.Select(address => string.Create(CultureInfo.InvariantCulture, $"http://{address}:{_cluster.Port}"));
        File.WriteAllText(ListPath + ".new", JsonSerializer.Serialize(urls));
        File.Move(ListPath + ".new", ListPath, overwrite: true);
    }

    // A machine that is busy with other tests may be slow once. It is not slow three times, one after the other.
    private async Task WithinAsync(TimeSpan limit, ChildProcess[] sandboxes, Action<string[]> tell)
    {
        var took = TimeSpan.MaxValue;
        for (var known = 1; known <= New.Length && took > limit; known++)
        {
            var told = TimeProvider.System.GetTimestamp();
            tell(New[..known]);
            await ConnectedAsync(sandboxes, New[known - 1]);
            took = TimeProvider.System.GetElapsedTime(told);
            output.WriteLine($"{Sandboxes} sandboxes had their stream after {took.TotalSeconds:0.000} s");
        }

        Assert.True(took <= limit, $"it took {took.TotalSeconds:0.000} s");
    }
}
