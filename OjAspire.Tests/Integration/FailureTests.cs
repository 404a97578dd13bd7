using Xunit.Abstractions;

namespace OjAspire.Tests.Integration;

/// <summary>Processes of the running application are killed.</summary>
[Collection(Alone.Name)]
public sealed class FailureTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_killed_replica_leaves_the_others_judging_and_is_found_again_when_it_is_back()
    {
        await using var application = await RunningApplication.StartAsync(replicas: 3, sandboxes: 2, slots: 1);
        var killed = (await application.Replicas[0].GetStatusAsync())["server"]!["id"]!.GetValue<string>();

        ReplicaProcess.Kill(application.Replicas[0].Http.BaseAddress!);

        foreach (var other in application.Replicas.Skip(1))
        {
            var judged = await other.JudgeAsync(71, Programs.Sum[71], new { stdin = "1 2\n", expected_output = "3\n" });
            Assert.Equal(3, judged["status"]!["id"]!.GetValue<int>());
        }
        await application.FindReplicasAsync(3);
        await application.WaitForSlotsAsync(2);
        foreach (var replica in application.Replicas)
        {
            Assert.NotEqual(killed, (await replica.GetStatusAsync())["server"]!["id"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_replica_that_is_healthy_has_a_stream_from_every_sandbox_within_a_second()
    {
        await using var application = await RunningApplication.StartAsync(replicas: 2, sandboxes: 2, slots: 1);
        // A machine that is busy with other tests may be slow once. It is not slow three times, one after the other.
        var took = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 3 && took > TimeSpan.FromSeconds(1); attempt++)
        {
            var killed = application.Replicas[0].Http.BaseAddress!;
            ReplicaProcess.Kill(killed);
            await application.WhenUnhealthyAsync(killed);
            await application.FindReplicasAsync(2);
            var healthy = TimeProvider.System.GetTimestamp();
            await application.WaitForSlotsAsync(2);
            took = TimeProvider.System.GetElapsedTime(healthy);
            output.WriteLine($"every slot counted {took.TotalSeconds:0.000} s after the replica was healthy");
        }

        Assert.True(took <= TimeSpan.FromSeconds(1), $"it took {took.TotalSeconds:0.000} s");
    }

    [Fact]
    public async Task What_a_killed_replica_had_accepted_is_judged_by_the_others()
    {
        await using var application = await RunningApplication.StartAsync(replicas: 2, sandboxes: 1, slots: 1);
        const string source = "import time\ntime.sleep(0.3)\nprint(1)";
        var tokens = new List<string>();
        for (var submission = 0; submission < 6; submission++)
        {
            tokens.Add(await application.Replicas[0].SubmitAsync(71, source, new { expected_output = "1" }));
        }

        ReplicaProcess.Kill(application.Replicas[0].Http.BaseAddress!);

        foreach (var token in tokens)
        {
            Assert.Equal("AC", (await application.Replicas[1].WaitForVerdictAsync(token))["verdict"]!.GetValue<string>());
        }
    }
}
