using Oj.Contracts.Scheduling;
using OjApi.Submissions;

namespace OjAspire.Tests.Gateway;

/// <summary>What followers of a submission learn from the sandboxes' streams, over a real connection.</summary>
public sealed class FollowerTests
{
    [Fact]
    public async Task Reports_of_any_sandbox_and_progress_of_its_own_move_a_follower_on()
    {
        await using var host = await GatewayHost.StartAsync();
        var token = Guid.NewGuid();
        using var follower = host.Followers.TryFollow(token, most: 1)!;
        using var sandbox = await host.ConnectAsync();
        var job = new JobId { Token = token.ToString(), Attempt = 2 };

        // Another replica has assigned it: this one hears of it all the same.
        await sandbox.ReportAsync(job);
        Assert.Equal(new SubmissionProgress(2, SubmissionStage.Processing), await NextAsync(follower));
        await sandbox.SendAsync(new SandboxMessage { Progress = new Progress { Job = job, Stage = Progress.Types.Stage.Compiling } });
        Assert.Equal(new SubmissionProgress(2, SubmissionStage.Compiling), await NextAsync(follower));
        await sandbox.ReportAsync(job);
        await sandbox.SendAsync(new SandboxMessage { Progress = new Progress { Job = job, Stage = Progress.Types.Stage.Running } });

        Assert.Equal(new SubmissionProgress(2, SubmissionStage.Running), await NextAsync(follower));
    }

    [Fact]
    public async Task Failed_delivery_tells_a_follower_that_another_attempt_begins()
    {
        await using var host = await GatewayHost.StartAsync();
        using var sandbox = await host.ConnectAsync();
        var token = await host.SubmitAsync();
        using var follower = host.Followers.TryFollow(token, most: 1)!;
        var job = await sandbox.TakeJobAsync();
        Assert.Equal(new SubmissionProgress(1, SubmissionStage.Processing), await NextAsync(follower));

        await sandbox.SendAsync(new SandboxMessage { JobFailed = new JobFailed { Job = job, Reason = "no box", Fault = JobFailed.Types.Fault.Sandbox } });

        Assert.Equal(new SubmissionProgress(2, SubmissionStage.Queued), await NextAsync(follower));
    }

    [Fact]
    public async Task Outcome_has_a_follower_look_and_so_has_the_end_of_the_server()
    {
        await using var host = await GatewayHost.StartAsync();
        using var sandbox = await host.ConnectAsync();
        var token = await host.SubmitAsync();
        var job = await sandbox.TakeJobAsync();
        using var follower = host.Followers.TryFollow(token, most: 1)!;

        await sandbox.DeliverAsync(job);
        await Eventually.TrueAsync(follower.TakeLook);
        await host.AdvanceUntilAsync(host.StopAsync());

        Assert.True(host.Followers.HaveEnded);
        Assert.True(follower.TakeLook());
    }

    private static async Task<SubmissionProgress> NextAsync(SubmissionFollower follower)
    {
        SubmissionProgress? next = null;
        await Eventually.TrueAsync(() => (next = follower.TakeProgress(out _)) is not null);
        return next!.Value;
    }
}
