using Grpc.Core;
using Oj.Contracts.Scheduling;
using OjApi.Submissions;

namespace OjAspire.Tests.Gateway;

/// <summary>A sandbox whose connection lives and answers pings, and that says nothing any more.</summary>
public sealed class HalfDeadSandboxTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Its_job_is_left_to_it_and_delivered_once_when_it_comes_back()
    {
        var (token, job) = await LoseAsync();
        using var other = await _host.ConnectAsync(ScriptedSandbox.Hello(baseId: Guid.NewGuid().ToString()));
        await other.ProbeAsync();

        using var back = await _host.ConnectAsync();
        await back.ReportAsync(job);
        await back.DeliverAsync(job);

        Assert.Equal((SubmissionState.Final, 1, 1), (_host.Store[token].State, _host.Store[token].Attempt, _host.Store.Finals[token]));
    }

    [Fact]
    public async Task Its_job_goes_to_another_after_the_grace_time_and_what_it_says_later_changes_nothing()
    {
        var (token, job) = await LoseAsync();
        await _host.PassTimeUntilAsync(Eventually.TrueAsync(() => _host.Store[token].Attempt == 2));
        using var other = await _host.ConnectAsync(ScriptedSandbox.Hello(baseId: Guid.NewGuid().ToString()));

        // While there was no sandbox, the job was left to whoever has one; that is this server again, now.
        await _host.PassTimeUntilAsync(Eventually.TrueAsync(() => _host.Scheduler.Waiting().Count == 1));
        var again = await other.TakeJobAsync();
        await other.DeliverAsync(again);

        using var back = await _host.ConnectAsync();
        await back.ReportAsync(job);
        await back.DeliverAsync(job);

        Assert.Equal((job.Token, 2u), (again.Token, again.Attempt));
        Assert.Equal((2, 1), (_host.Store[token].Attempt, _host.Store.Finals[token]));
    }

    /// <summary>A sandbox takes a job and falls silent until its stream is ended for it.</summary>
    private async Task<(Guid Token, JobId Job)> LoseAsync()
    {
        var token = await _host.SubmitAsync();
        var silent = await _host.ConnectAsync();
        var job = await silent.TakeJobAsync();
        var end = silent.EndAsync();
        await _host.PassTimeUntilAsync(end);
        Assert.Equal(StatusCode.DeadlineExceeded, (await end).StatusCode);
        Assert.Empty(_host.Scheduler.Sandboxes());
        return (token, job);
    }
}
