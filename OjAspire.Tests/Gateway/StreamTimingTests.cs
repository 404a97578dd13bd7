using Grpc.Core;
using Oj.Contracts.Scheduling;
using Kind = Oj.Contracts.Scheduling.SchedulerMessage.MessageOneofCase;

namespace OjAspire.Tests.Gateway;

/// <summary>What a stream does when time passes, on the server's fake clock.</summary>
[Collection(Alone.Name)]
public sealed class StreamTimingTests : IAsyncLifetime
{
    private static readonly TimeSpan ReportBy = TimeSpan.FromSeconds(2);

    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Many_changes_of_what_waits_become_one_message_with_the_newest()
    {
        using var sandbox = await _host.ConnectAsync();
        Assert.Empty((await sandbox.ReadAsync()).WorkWaiting.Queues);
        for (var i = 0; i < 100; i++)
        {
            await _host.SubmitAsync();
        }

        // Nothing but the answer comes before the clock moves: the changes wait in their one slot.
        await sandbox.ClaimAsync("1");
        Assert.Equal(99u, Assert.Single((await sandbox.ReadAsync()).Assign.Waiting.Queues).Count);
        await AdvanceUntilAsync(TimeSpan.FromMilliseconds(10), async () => (await sandbox.ReadAsync()).WorkWaiting);

        await sandbox.ClaimAsync("2");
        Assert.Equal(Kind.Assign, (await sandbox.ReadAsync()).MessageCase);
    }

    [Fact]
    public async Task What_waits_is_told_again_every_report_by_though_nothing_changed()
    {
        using var sandbox = await _host.ConnectAsync();
        await sandbox.ReadAsync(Kind.WorkWaiting);

        await AdvanceUntilAsync(ReportBy, () => sandbox.ReadAsync(Kind.WorkWaiting));
    }

    [Fact]
    public async Task A_sandbox_that_is_silent_is_cut_off_before_five_seconds_have_passed()
    {
        using var sandbox = await _host.ConnectAsync();
        await sandbox.ProbeAsync();

        var end = sandbox.EndAsync();
        var silence = await _host.PassTimeUntilAsync(end);

        // A little more than the limit, as the clock moves on while the server is about to notice.
        Assert.InRange(silence, TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(5));
        Assert.Equal(StatusCode.DeadlineExceeded, (await end).StatusCode);
        Assert.Empty(_host.Scheduler.Sandboxes());
    }

    [Fact]
    public async Task A_stream_that_never_says_who_it_is_is_cut_off()
    {
        using var sandbox = _host.Dial();
        await Eventually.TrueAsync(() => _host.OpenStreams == 1);

        var end = sandbox.EndAsync();
        var silence = await _host.PassTimeUntilAsync(end);

        Assert.InRange(silence, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
        Assert.Equal(StatusCode.DeadlineExceeded, (await end).StatusCode);
        Assert.Equal(0, _host.OpenStreams);
    }

    [Fact]
    public async Task A_sandbox_that_reports_in_time_is_not_cut_off()
    {
        using var sandbox = await _host.ConnectAsync();
        for (var i = 0; i < 5; i++)
        {
            _host.Time.Advance(ReportBy * 2);
            var reportedAt = _host.Time.GetUtcNow();
            await sandbox.SendAsync(new SandboxMessage { State = new State { Slots = 2, FreeSlots = 2, Availability = Availability.Ready } });
            await Eventually.TrueAsync(() => _host.Scheduler.Sandboxes().Single().LastReportAt >= reportedAt);
        }
    }

    /// <summary>Lets the server's time pass until something has come of it: a timer may be set only after a first step.</summary>
    private async Task<T> AdvanceUntilAsync<T>(TimeSpan step, Func<Task<T>> action)
    {
        var outcome = action();
        while (!outcome.IsCompleted)
        {
            _host.Time.Advance(step);
            await Task.WhenAny(outcome, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        return await outcome;
    }
}
