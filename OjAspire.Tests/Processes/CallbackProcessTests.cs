using System.Text.Json.Nodes;
using OjAspire.Tests.Callbacks;
using OjAspire.Tests.Discovery;
using OjAspire.Tests.Gateway;

namespace OjAspire.Tests.Processes;

/// <summary>Callbacks of real processes to a real receiver.</summary>
public sealed class CallbackProcessTests : IAsyncLifetime
{
    private const string First = "127.0.78.1";
    private const string Second = "127.0.78.2";
    private const string Third = "127.0.78.3";
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Judge0__Callbacks__AllowedNetworks"] = "127.0.0.0/8",
        ["Judge0__Callbacks__SigningKey"] = Key,
        ["Judge0__Callbacks__FirstPause"] = "00:00:02",
        ["Judge0__Callbacks__LongestPause"] = "00:00:02",
        ["Judge0__Callbacks__Timeout"] = "00:00:02",
        ["Judge0__Callbacks__ConnectTimeout"] = "00:00:02",
    };

    private ProcessCluster _cluster = null!;
    private Receiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _cluster = ProcessCluster.Create();
        _receiver = await Receiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Replicas_killed_between_two_tries_and_in_the_middle_of_one_leave_it_to_the_next_replica()
    {
        _receiver.Answer = static (before, context) => before == 0 ? Receiver.AnswerAsync(context, 500) : Receiver.HangAsync(context);
        await _cluster.StartReplicaAsync(First, Settings);
        _cluster.StartSandbox(1, [First]);
        var token = await _cluster.Client(First).SubmitAsync(46, "echo 1", new { callback_url = new Uri(_receiver.Address, "/done") });
        await _receiver.WhenAsync(1);
        await Eventually.TrueAsync(async () => (await CallbackAsync(First, token))["last_error"] is not null);

        await _cluster.KillReplicaAsync(First);
        await _cluster.StartReplicaAsync(Second, Settings);
        await _receiver.WhenAsync(2);
        await _cluster.KillReplicaAsync(Second);
        var tried = _receiver.Received.Count;
        _receiver.Answer = static (_, context) => Receiver.AnswerAsync(context, 200);
        await _cluster.StartReplicaAsync(Third, Settings);
        var received = await _receiver.WhenAsync(tried + 1);

        await Eventually.TrueAsync(async () => (await CallbackAsync(Third, token))["state"]!.GetValue<string>() == "delivered");
        Assert.Single(received.Select(callback => callback.Id).Distinct());
        Assert.All(received, callback => Assert.Equal(token, callback.Token.ToString()));
        Assert.All(received, callback => Assert.Equal(3, callback.Json["status"]!["id"]!.GetValue<int>()));
        Assert.All(received, callback => Assert.True(callback.IsSignedWith(Key)));
        Assert.Equal(tried + 1, _receiver.Received.Count);
    }

    [Fact]
    public async Task A_name_that_resolves_to_a_private_address_is_not_called_by_a_replica_that_may_not()
    {
        await using var dns = await ScriptedDnsServer.StartAsync(_cluster.DirectoryPath);
        dns.A = new DnsScript("127.0.0.1");
        var url = $"http://{ScriptedDnsServer.Name}:{_receiver.Address.Port}/done";
        var forbidden = StartReplica(
            First, dns.Files, ("Judge0__Callbacks__AllowedNetworks", ""), ("Oj__Ownership__LameDuckTime", "00:00:00"));
        await forbidden.WhenAsync("Application started. Press Ctrl+C to shut down.");
        _cluster.StartSandbox(1, [First]);

        var token = await _cluster.Client(First).SubmitAsync(46, "echo 1", new { callback_url = url });

        await Eventually.TrueAsync(async () => (await CallbackAsync(First, token))["last_error"] is not null);
        var callback = await CallbackAsync(First, token);
        Assert.Equal("its name leads to no address that callbacks are sent to", callback["last_error"]!.GetValue<string>());
        Assert.Empty(_receiver.Received);

        // Where it is allowed, the same name does lead there.
        await forbidden.TerminateAsync();
        StartReplica(Second, dns.Files);
        Assert.Equal(token, (await _receiver.WhenAsync(1))[0].Token.ToString());
    }

    private ChildProcess StartReplica(string address, ResolverFiles resolver, params (string Key, string Value)[] more)
    {
        var (program, arguments) = resolver.Inside(ProcessCluster.Dotnet, ProcessCluster.Built("OjApi"));
        var settings = new Dictionary<string, string>(Settings);
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return _cluster.Track(ChildProcess.Start(program, arguments, _cluster.ReplicaEnvironment(address, settings)));
    }

    private async Task<JsonNode> CallbackAsync(string address, string token) =>
        (await _cluster.Client(address).GetSubmissionAsync(token))["callback"]!;
}
