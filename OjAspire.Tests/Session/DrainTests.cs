using Oj.Contracts.Scheduling;

namespace OjAspire.Tests.Session;

public sealed class DrainTests : IDisposable
{
    private readonly SlotsUnderTest _slots = new(slots: 2);

    public void Dispose() => _slots.Dispose();

    [Fact]
    public void Draining_sandbox_says_so_and_claims_nothing()
    {
        var stream = _slots.Connect("10.0.0.1:3001");

        _slots.Keeper.BeginDrain();
        _slots.Announce(stream, 5);
        var sent = _slots.Take(stream);

        Assert.Equal(Availability.Draining, Assert.Single(sent).State.Availability);
    }

    [Fact]
    public async Task Job_assigned_after_draining_began_is_handed_back_at_once()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        _slots.Announce(stream, 1);
        var claim = Assert.Single(_slots.TakeClaims(stream));
        _slots.Keeper.BeginDrain();
        var idle = _slots.Keeper.WhenIdle(CancellationToken.None);
        Assert.False(idle.IsCompleted);

        Assert.Null(_slots.Assign(stream, claim, "t1"));

        await idle.WaitAsync(TimeSpan.FromSeconds(10));
        var handedBack = Assert.Single(_slots.Take(stream), message => message.JobFailed is not null).JobFailed;
        Assert.Equal(("t1", JobFailed.Types.Fault.HandedBack), (handedBack.Job.Token, handedBack.Fault));
    }

    [Fact]
    public void Job_that_outlasts_the_time_is_cancelled_and_handed_back_when_it_has_ended()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var job = _slots.Run(stream, "t1");
        _slots.Keeper.BeginDrain();

        _slots.Keeper.HandBackRunning();
        Assert.True(job.Cancellation.IsCancellationRequested);
        Assert.Empty(_slots.TakeOutcomes(stream));
        _slots.Keeper.Finished(job, null);

        Assert.Equal(JobFailed.Types.Fault.HandedBack, Assert.Single(_slots.Take(stream), message => message.JobFailed is not null).JobFailed.Fault);
    }

    [Fact]
    public async Task Goodbye_is_the_last_message_and_outcomes_are_waited_for()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var job = _slots.Run(stream, "t1");
        _slots.Keeper.BeginDrain();
        _slots.Keeper.Finished(job, SlotsUnderTest.Accepted);
        var acknowledged = _slots.Keeper.WhenAcknowledged(CancellationToken.None);
        _slots.Keeper.Leave();

        var sent = _slots.Take(stream);

        Assert.False(acknowledged.IsCompleted);
        Assert.Equal([SandboxMessage.MessageOneofCase.Result, SandboxMessage.MessageOneofCase.State, SandboxMessage.MessageOneofCase.Goodbye], sent.Select(message => message.MessageCase));
        Assert.Empty(_slots.Take(stream));
        _slots.Keeper.Acknowledged(new JobId { Token = "t1", Attempt = 1 });
        await acknowledged.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
