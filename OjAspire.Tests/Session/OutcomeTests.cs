using Oj.Contracts.Scheduling;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

public sealed class OutcomeTests : IDisposable
{
    private readonly SlotsUnderTest _slots = new();

    public void Dispose() => _slots.Dispose();

    [Fact]
    public void Result_goes_to_the_assigning_server_and_is_kept_until_acknowledged()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var other = _slots.Connect("10.0.0.2:3001");

        _slots.Keeper.Finished(_slots.Run(stream, "t1"), SlotsUnderTest.Accepted);

        Assert.Equal(Id("t1"), Assert.Single(_slots.TakeOutcomes(stream)));
        Assert.Empty(_slots.TakeOutcomes(other));
        Assert.Equal(1, _slots.Keeper.Figures.Unacknowledged);
        _slots.Keeper.Acknowledged(Id("t1"));
        Assert.Equal(0, _slots.Keeper.Figures.Unacknowledged);
    }

    [Fact]
    public void Result_is_sent_again_when_its_server_comes_back_within_the_time()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var other = _slots.Connect("10.0.0.2:3001");
        _slots.Keeper.Finished(_slots.Run(stream, "t1"), SlotsUnderTest.Accepted);
        Assert.Single(_slots.TakeOutcomes(stream));

        _slots.Keeper.Closed(stream);
        _slots.Time.Advance(_slots.Settings.FailoverAfter - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_slots.TakeOutcomes(other));
        var again = new StreamHandle(stream.Endpoint);
        _slots.Keeper.Opened(again, SlotsUnderTest.ReportBy);

        Assert.Single(_slots.TakeOutcomes(again));
    }

    [Fact]
    public void Result_goes_to_another_server_when_its_own_stays_away()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var other = _slots.Connect("10.0.0.2:3001");
        var job = _slots.Run(stream, "t1");
        _slots.Keeper.Finished(job, SlotsUnderTest.Accepted);

        _slots.Keeper.Closed(stream);
        _slots.Time.Advance(_slots.Settings.FailoverAfter);

        Assert.Equal(Id("t1"), Assert.Single(_slots.TakeOutcomes(other)));
    }

    [Fact]
    public void Result_of_a_server_long_gone_goes_to_another_at_once()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var other = _slots.Connect("10.0.0.2:3001");
        var job = _slots.Run(stream, "t1");
        _slots.Keeper.Closed(stream);
        _slots.Time.Advance(TimeSpan.FromMinutes(1));

        _slots.Keeper.Finished(job, SlotsUnderTest.Accepted);

        Assert.Single(_slots.TakeOutcomes(other));
    }

    [Fact]
    public void Result_that_a_living_server_never_acknowledges_is_offered_to_another()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var other = _slots.Connect("10.0.0.2:3001");
        _slots.Keeper.Finished(_slots.Run(stream, "t1"), SlotsUnderTest.Accepted);
        Assert.Single(_slots.TakeOutcomes(stream));

        _slots.Time.Advance(_slots.Settings.AcknowledgeTimeout);

        Assert.Single(_slots.TakeOutcomes(other));
    }

    [Fact]
    public void First_report_on_a_new_stream_tells_jobs_of_other_servers_and_comes_before_everything()
    {
        using var slots = new SlotsUnderTest(slots: 2);
        var stream = slots.Connect("10.0.0.1:3001");
        slots.Keeper.Finished(slots.Run(stream, "t1"), SlotsUnderTest.Accepted);
        slots.Run(stream, "t2");
        var fresh = new StreamHandle(new OjSandbox.Discovery.SchedulerEndpoint(new Uri("http://10.0.0.2:3001")));

        slots.Keeper.Opened(fresh, SlotsUnderTest.ReportBy);
        slots.Announce(fresh, 1);
        var sent = slots.Take(fresh);

        Assert.Equal([Id("t2")], sent[0].State.Running);
        Assert.Equal([Id("t1")], sent[0].State.Unacknowledged);
        Assert.Equal(SandboxMessage.MessageOneofCase.Claim, sent[1].MessageCase);
        Assert.Equal([sent[1].Claim.ClaimId], sent[^1].State.OpenClaims);
        Assert.Equal(0u, sent[^1].State.FreeSlots);
    }

    [Fact]
    public void Many_changes_before_the_writer_comes_are_one_report()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var other = _slots.Connect("10.0.0.2:3001");
        _slots.Take(other);

        _slots.Keeper.Finished(_slots.Run(stream, "t1"), SlotsUnderTest.Accepted);
        _slots.Keeper.Acknowledged(Id("t1"));
        _slots.Run(stream, "t2");

        var report = Assert.Single(_slots.Take(other)).State;
        Assert.Equal([Id("t2")], report.Running);
        Assert.Empty(report.OpenClaims);
    }

    [Fact]
    public async Task Nothing_changes_and_yet_a_report_is_due_within_the_time_the_server_allows()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        _slots.Take(stream);

        _slots.Time.Advance(SlotsUnderTest.ReportBy / 2);
        await stream.Ready.WaitAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.NotNull(Assert.Single(_slots.Take(stream)).State);
    }

    [Fact]
    public void Progress_goes_to_the_assigner_only_and_only_the_newest_stage()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var other = _slots.Connect("10.0.0.2:3001");
        var job = _slots.Run(stream, "t1");

        _slots.Keeper.Progressed(job, Progress.Types.Stage.Compiling);
        _slots.Keeper.Progressed(job, Progress.Types.Stage.Running);

        Assert.Equal(Progress.Types.Stage.Running, Assert.Single(_slots.Take(stream), message => message.Progress is not null).Progress.Stage);
        Assert.DoesNotContain(_slots.Take(other), message => message.Progress is not null);
    }

    [Fact]
    public void Cancelled_job_is_forgotten_but_keeps_its_slot_until_its_judging_has_ended()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var job = _slots.Run(stream, "t1");

        _slots.Keeper.Cancelled(Id("t1"));
        Assert.True(job.Cancellation.IsCancellationRequested);
        Assert.Equal(0, _slots.Keeper.Figures.Free);
        _slots.Keeper.Finished(job, SlotsUnderTest.Accepted);

        Assert.Equal(1, _slots.Keeper.Figures.Free);
        Assert.Empty(_slots.TakeOutcomes(stream));
    }

    private static JobId Id(string token, uint attempt = 1) => new() { Token = token, Attempt = attempt };
}
