using Oj.Contracts.Scheduling;
using OjApi.Submissions;
using Kind = Oj.Contracts.Scheduling.SchedulerMessage.MessageOneofCase;

namespace OjAspire.Tests.Gateway;

/// <summary>What a client has cancelled is stopped in the sandbox, over a real connection.</summary>
public sealed class CancelTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_running_job_is_cancelled_at_once_and_its_slot_is_given_to_the_next()
    {
        var token = await _host.SubmitAsync();
        using var sandbox = await _host.ConnectAsync();
        var job = await sandbox.TakeJobAsync();

        Assert.True(await _host.Control.CancelAsync(token, CancellationToken.None));

        Assert.Equal(job, (await sandbox.ReadAsync(Kind.Cancel)).Cancel.Job);
        await sandbox.ReportAsync();
        var next = await _host.SubmitAsync();
        Assert.Equal(next.ToString(), (await sandbox.TakeJobAsync("2")).Token);
    }

    [Fact]
    public async Task A_job_whose_cancel_was_lost_with_its_stream_is_cancelled_on_the_next_one()
    {
        var token = await _host.SubmitAsync();
        JobId job;
        using (var sandbox = await _host.ConnectAsync())
        {
            job = await sandbox.TakeJobAsync();
        }

        await Eventually.TrueAsync(() => _host.Scheduler.Sandboxes().Count == 0);
        await _host.Control.CancelAsync(token, CancellationToken.None);

        using var again = await _host.ConnectAsync();
        await again.ReportAsync(job);
        Assert.Equal(job, (await again.ReadAsync(Kind.Cancel)).Cancel.Job);

        // It has not heard either, as far as its next report tells.
        await again.ReportAsync(job);
        Assert.Equal(job, (await again.ReadAsync(Kind.Cancel)).Cancel.Job);
        await again.DeliverAsync(job);
        Assert.Equal((Unjudged.Cancelled, null), (_host.Store[token].Unjudged, _host.Store[token].Result));
    }

    [Fact]
    public async Task A_job_that_another_replica_gave_out_and_cancelled_is_cancelled_here()
    {
        await _host.Store.Watched.Task;
        var foreign = await _host.SubmitAsync();
        using var sandbox = await _host.ConnectAsync();
        var job = await sandbox.TakeJobAsync();

        // All that is heard of it here is the feed.
        await _host.Store.CancelAsync(foreign, _host.Time.GetUtcNow(), CancellationToken.None);

        Assert.Equal(job, (await sandbox.ReadAsync(Kind.Cancel)).Cancel.Job);
    }

    [Fact]
    public async Task A_job_of_before_a_rejudge_is_cancelled_and_the_new_one_says_where_it_begins()
    {
        var token = await _host.SubmitAsync();
        using var sandbox = await _host.ConnectAsync();
        var before = await sandbox.TakeJobAsync();
        await _host.Store.FinishAsync(token, 1, new JudgeResult { Verdict = Verdict.WrongAnswer }, _host.Time.GetUtcNow(), CancellationToken.None);
        Assert.Equal(RejudgeOutcome.Queued, await _host.Control.RejudgeAsync(token, CancellationToken.None));

        await sandbox.ReportAsync(before);
        Assert.Equal(before, (await sandbox.ReadAsync(Kind.Cancel)).Cancel.Job);
        await sandbox.ClaimAsync("2");
        var assign = (await sandbox.ReadAsync(Kind.Assign)).Assign;

        Assert.Equal((2u, 2u), (assign.Job.Attempt, assign.FirstAttempt));
    }
}
