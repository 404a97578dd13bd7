using System.Text.Json.Nodes;
using OjAspire.Tests.Integration;
using OjAspire.Tests.Integration.Capacity;
using Xunit.Abstractions;

namespace OjAspire.Tests.Processes;

/// <summary>A program that does not end by itself is cancelled at a replica that has nothing to do with it.</summary>
[Collection(Alone.Name)]
public sealed class CancelTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Owner = "127.0.79.1";
    private const string Other = "127.0.79.2";
    private const int Bash = 46;

    // On a machine that is busy with other things one round may take longer.
    private const int Rounds = 3;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(2);

    private readonly ProcessCluster _cluster = ProcessCluster.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Its_box_is_gone_and_its_slot_free_within_two_seconds_and_who_waits_is_answered()
    {
        await Task.WhenAll(_cluster.StartReplicaAsync(Owner), _cluster.StartReplicaAsync(Other));
        var sandbox = _cluster.StartSandbox(1, [Owner]);
        var boxes = new BoxWitness(sandbox.Id);
        var (owner, other) = (_cluster.Client(Owner), _cluster.Client(Other));
        await owner.WaitForSlotsAsync(1);
        var quickest = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds && quickest > Within; round++)
        {
            var elapsed = await CancelOneAsync(owner, other, boxes);
            output.WriteLine($"stopped after {elapsed.TotalSeconds:0.000} s");
            quickest = elapsed < quickest ? elapsed : quickest;
        }

        Assert.InRange(quickest, TimeSpan.Zero, Within);
        Assert.Equal("AC", (await owner.JudgeAsync(Bash, "echo next", new { expected_output = "next" }))["verdict"]!.GetValue<string>());
    }

    private static async Task<TimeSpan> CancelOneAsync(OjClient owner, OjClient other, BoxWitness boxes)
    {
        var waiting = owner.JudgeAsync(Bash, "while true; do sleep 1; done", new { wall_time_limit = 20 });
        await owner.WaitForRunningAsync(1);
        var token = (await owner.GetStatusAsync())["sandboxes"]![0]!["running"]![0]!.GetValue<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (boxes.Look() == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        var start = TimeProvider.System.GetTimestamp();
        AssertCancelled(await other.CancelAsync(token));
        while (boxes.Look() > 0 || (await owner.GetStatusAsync())["available_count"]!.GetValue<int>() < 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }

        var elapsed = TimeProvider.System.GetElapsedTime(start);
        AssertCancelled(await waiting);
        AssertCancelled(await other.CancelAsync(token));
        return elapsed;
    }

    private static void AssertCancelled(JsonNode submission) =>
        Assert.Equal(("CANCELLED", 13), (submission["verdict"]!.GetValue<string>(), submission["status"]!["id"]!.GetValue<int>()));
}
