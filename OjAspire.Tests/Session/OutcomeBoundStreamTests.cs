using Oj.Contracts.Scheduling;
using Kind = Oj.Contracts.Scheduling.SandboxMessage.MessageOneofCase;

namespace OjAspire.Tests.Session;

/// <summary>The bound of unacknowledged outcomes, and languages that change, over real streams.</summary>
public sealed class OutcomeBoundStreamTests
{
    [Fact]
    public async Task At_the_bound_nothing_is_claimed_and_every_outcome_goes_to_another_server_when_its_own_is_gone()
    {
        await using var one = await ScriptedScheduler.StartAsync();
        await using var two = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest(("Oj:MaxUnacknowledged", "2"), ("Oj:FailoverAfter", "0.1"));
        await sandbox.StartAsync(one, two);
        var (first, second) = (await one.NextStreamAsync(), await two.NextStreamAsync());
        foreach (var token in (string[])["t1", "t2"])
        {
            await first.AnnounceAsync(1);
            await first.AssignAsync((await first.NextAsync(Kind.Claim)).Claim.ClaimId, token);
            await first.AnnounceAsync(0);
            (await sandbox.Judge.NextAsync()).Accept();
            await first.NextAsync(Kind.Result);
        }

        await first.NextAsync(message => message.State?.Reason.Contains("2 wait", StringComparison.Ordinal) == true);
        await second.AnnounceAsync(5);
        await one.KillAsync();
        var said = new List<SandboxMessage>();
        JobId[] again = [(await second.NextAsync(IsResult, said)).Result.Job, (await second.NextAsync(IsResult, said)).Result.Job];

        Assert.Equal(["t1", "t2"], again.Select(job => job.Token).Order());
        Assert.DoesNotContain(said, message => message.Claim is not null);
        Assert.Contains(said, message => message.State?.Unacknowledged.Count == 2);
        await second.AcknowledgeAsync(again[0]);
        await second.NextAsync(Kind.Claim);
        await second.NextAsync(message => message.State?.Reason.Length == 0);
        await sandbox.Log.WhenAsync("RoomAgain");
        Assert.Equal(["BoundReached", "RoomAgain"], sandbox.Log.Lines.Select(line => line.EventName).Where(name => name is "BoundReached" or "RoomAgain"));
    }

    [Fact]
    public async Task A_language_that_is_withdrawn_is_not_announced_on_the_stream_that_takes_the_place_of_the_first_and_what_runs_goes_on()
    {
        await using var server = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(server);
        var stream = await server.NextStreamAsync();
        await stream.AnnounceAsync(1);
        await stream.AssignAsync((await stream.NextAsync(Kind.Claim)).Claim.ClaimId, "t1");
        var judged = await sandbox.Judge.NextAsync();

        sandbox.Readiness.Break("py", "no interpreter");
        var renewed = await server.NextStreamAsync();

        Assert.Equal(["cpp"], renewed.Connect.Languages.Select(language => language.Key));
        var report = (await renewed.NextAsync(Kind.State)).State;
        Assert.Equal(("t1", "Language 'py' is withdrawn: no interpreter"), (Assert.Single(report.Running).Token, report.Reason));
        judged.Accept();
        Assert.Equal("t1", (await renewed.NextAsync(Kind.Result)).Result.Job.Token);
    }

    private static bool IsResult(SandboxMessage message) => message.Result is not null;
}
