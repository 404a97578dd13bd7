using System.Globalization;
using OjAspire.Tests.Judge0;
using Xunit.Abstractions;

namespace OjAspire.Tests.Processes;

/// <summary>A client follows a submission at a replica that does not have it.</summary>
[Collection(Alone.Name)]
public sealed class FollowingTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Owning = "127.0.77.1";
    private const string Following = "127.0.77.2";
    private const int Bash = 46;
    private const int Rounds = 5;

    private readonly ProcessCluster _cluster = ProcessCluster.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task It_hears_that_the_submission_is_judged_and_the_verdict_within_300_ms_and_is_sent_away_when_the_replica_stops()
    {
        await _cluster.StartReplicaAsync(Owning);
        var leaving = await _cluster.StartReplicaAsync(
            Following, new Dictionary<string, string> { ["Oj__Ownership__LameDuckTime"] = "00:00:00", ["Oj__Ownership__DrainTime"] = "00:00:20" });
        _cluster.StartSandbox(1, [Owning, Following]);
        var (owner, other) = (_cluster.Client(Owning), _cluster.Client(Following));
        await owner.WaitForSlotsAsync(1);
        await other.WaitForSlotsAsync(1);
        var late = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var token = await owner.SubmitAsync(Bash, "sleep 0.3; echo 1", new { expected_output = "1\n" });
            using var events = await EventStream.OpenAsync(other.Http, $"/submissions/{token}/events?fields=*");
            var told = await events.RestAsync();
            late.Add((TimeProvider.System.GetUtcNow() - DateTimeOffset.Parse(told[^1].Data["finished_at"]!.GetValue<string>(), CultureInfo.InvariantCulture)).TotalMilliseconds);
            Assert.Contains(told, each => each.Name == "processing");
            Assert.Equal(("final", "AC"), (told[^1].Name, told[^1].Data["verdict"]!.GetValue<string>()));
            Assert.Equal((await owner.GetSubmissionAsync(token)).ToJsonString(), told[^1].Data.ToJsonString());
        }

        var typical = late.Order().ElementAt(Rounds / 2);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"from verdict to the final event elsewhere: median {typical:0} ms, most {late.Max():0} ms"));
        Assert.InRange(typical, 0, 300);

        var running = await owner.SubmitAsync(Bash, "sleep 3; echo 1", new { expected_output = "1\n" });
        using var cut = await EventStream.OpenAsync(other.Http, $"/submissions/{running}/events");
        Assert.NotNull(await cut.NextAsync());
        leaving.Terminate();
        Assert.DoesNotContain(await cut.RestAsync(), each => each.Name == "final");
        using var elsewhere = await EventStream.OpenAsync(owner.Http, $"/submissions/{running}/events?fields=verdict");
        var rest = await elsewhere.RestAsync();

        Assert.Equal(("processing", "AC"), (rest[0].Name, rest[^1].Data["verdict"]!.GetValue<string>()));
        Assert.Equal(0, await leaving.WhenExitedAsync());
    }
}
