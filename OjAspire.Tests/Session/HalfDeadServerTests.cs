using Oj.Contracts.Scheduling;
using Kind = Oj.Contracts.Scheduling.SandboxMessage.MessageOneofCase;

namespace OjAspire.Tests.Session;

/// <summary>A server whose connection lives and answers pings, and that says nothing any more.</summary>
public sealed class HalfDeadServerTests
{
    private static readonly TimeSpan ReportBy = TimeSpan.FromSeconds(0.8);

    [Fact]
    public async Task Its_stream_is_replaced_and_a_job_that_runs_is_judged_and_delivered_once()
    {
        await using var server = await ScriptedScheduler.StartAsync(new ScriptedScheduler { ReportBy = ReportBy });
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(server);
        var silent = await server.NextStreamAsync();
        await silent.AnnounceAsync(1);
        await silent.AssignAsync((await silent.NextAsync(Kind.Claim)).Claim.ClaimId, "t1");
        var spoke = TimeProvider.System.GetTimestamp();
        var judged = await sandbox.Judge.NextAsync();

        await sandbox.Log.WhenAsync("StreamEnded");
        var silence = TimeProvider.System.GetElapsedTime(spoke);
        var fresh = await server.NextStreamAsync();

        Assert.InRange(silence, ReportBy * 2, ReportBy * 4);
        Assert.Contains("silent", (await sandbox.Log.WhenAsync("StreamEnded")).Message, StringComparison.Ordinal);
        Assert.Equal("t1", Assert.Single((await fresh.NextAsync(Kind.State)).State.Running).Token);
        await fresh.AnnounceAsync(0);
        judged.Accept();
        var result = (await fresh.NextAsync(Kind.Result)).Result;
        await fresh.AcknowledgeAsync(result.Job);
        while ((await fresh.NextAsync(Kind.State)).State is not { FreeSlots: 2, Running.Count: 0, Unacknowledged.Count: 0 })
        {
        }

        Assert.Equal(("t1", 1u, Verdict.Accepted), (result.Job.Token, result.Job.Attempt, result.Result_.Verdict));
        Assert.False(sandbox.Judge.HasUnseenJob);
    }
}
