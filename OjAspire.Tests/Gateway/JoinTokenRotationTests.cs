using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Gateway;

/// <summary>The join token is changed as docs/security.md says, with real processes: no sandbox is missed for a moment longer than its restart.</summary>
[Collection(Alone.Name)]
public sealed class JoinTokenRotationTests : IAsyncLifetime
{
    private const string Here = "127.0.72.1";
    private const string There = "127.0.72.2";

    private ProcessCluster _cluster = null!;

    public Task InitializeAsync()
    {
        _cluster = ProcessCluster.Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Servers_take_both_tokens_sandboxes_move_one_by_one_and_then_the_old_one_is_refused()
    {
        await Task.WhenAll(StartReplicaAsync(Here, "old"), StartReplicaAsync(There, "old"));
        var first = StartSandbox("old");
        var second = StartSandbox("old");
        await WaitForSlotsAsync(2);

        // The servers, one after the other; the other one has its sandboxes all the time.
        await RestartReplicaAsync(Here, There, "new", "old");
        await RestartReplicaAsync(There, Here, "new", "old");
        await WaitForSlotsAsync(2);

        // The sandboxes, one after the other.
        await first.TerminateAsync();
        var moved = StartSandbox("new");
        await WaitForSlotsAsync(2);
        await second.TerminateAsync();
        StartSandbox("new");
        await WaitForSlotsAsync(2);

        // The end of the old token at one server; the other would follow.
        await RestartReplicaAsync(Here, There, "new", "");
        var late = StartSandbox("old");
        await late.WhenAsync(line => line.Contains($"Failed to connect to scheduler at {Here}:", StringComparison.Ordinal)
            && line.Contains("Unauthenticated", StringComparison.Ordinal));
        Assert.Equal(2, (await _cluster.Client(Here).GetStatusAsync())["total_count"]!.GetValue<int>());

        // The stream to the server that was left alone is the one that the moved sandbox began with.
        Assert.Single(moved.Lines, line => line.Contains($"Connected to scheduler at {There}:", StringComparison.Ordinal));
    }

    private Task<ChildProcess> StartReplicaAsync(string address, string token, string previous = "") => _cluster.StartReplicaAsync(
        address, new Dictionary<string, string>
        {
            ["Oj__JoinToken"] = token,
            ["Oj__PreviousJoinToken"] = previous,

            // Nobody here has to be led away from a server that stops.
            ["Oj__Ownership__LameDuckTime"] = "00:00:00.5",
        });

    private async Task RestartReplicaAsync(string address, string other, string token, string previous)
    {
        await _cluster.Replicas[address].TerminateAsync();
        Assert.Equal(2, (await _cluster.Client(other).GetStatusAsync())["total_count"]!.GetValue<int>());
        await StartReplicaAsync(address, token, previous);
        await _cluster.Client(address).WaitForSlotsAsync(2);
    }

    private ChildProcess StartSandbox(string token) =>
        _cluster.StartSandbox(slots: 1, [Here, There], new Dictionary<string, string> { ["Oj__JoinToken"] = token });

    private async Task WaitForSlotsAsync(int total)
    {
        await _cluster.Client(Here).WaitForSlotsAsync(total);
        await _cluster.Client(There).WaitForSlotsAsync(total);
    }
}
