using Oj.Contracts.Scheduling;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

/// <summary>What this sandbox is fit for changes while it is connected.</summary>
public sealed class FitnessTests : IDisposable
{
    private readonly SlotsUnderTest _slots = new(slots: 2);

    public void Dispose() => _slots.Dispose();

    [Fact]
    public void Withdrawing_is_reported_at_once_and_nothing_is_claimed_until_the_sandbox_is_back()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var running = _slots.Run(stream, "t1");
        _slots.Take(stream);

        _slots.Readiness.WithdrawnBecause = "3 failures in a row: no box";
        var report = _slots.TakeReport(stream);
        Assert.Equal((Availability.Withdrawn, "3 failures in a row: no box"), (report.Availability, report.Reason));
        Assert.Equal("t1", Assert.Single(report.Running).Token);
        _slots.Announce(stream, 5);
        Assert.Empty(_slots.TakeClaims(stream));
        Assert.False(_slots.Keeper.TakesWork);
        _slots.Keeper.Finished(running, SlotsUnderTest.Accepted);
        Assert.Single(_slots.TakeOutcomes(stream));

        _slots.Readiness.WithdrawnBecause = null;
        Assert.Equal(2, _slots.TakeClaims(stream).Count);
        Assert.True(_slots.Keeper.TakesWork);
    }

    [Fact]
    public async Task A_change_wakes_the_writer_of_every_stream_by_itself()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        _slots.Take(stream);
        while (await stream.Ready.WaitAsync(TimeSpan.Zero, TimeProvider.System, CancellationToken.None))
        {
        }

        _slots.Readiness.WithdrawnBecause = "no box";

        await stream.Ready.WaitAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Job_that_is_on_its_way_when_the_sandbox_withdraws_is_handed_back_and_not_failed()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        _slots.Announce(stream, 1);
        var claim = Assert.Single(_slots.TakeClaims(stream));

        _slots.Readiness.WithdrawnBecause = "no box";
        Assert.Null(_slots.Assign(stream, claim, "t1"));

        Assert.Equal(JobFailed.Types.Fault.HandedBack, _slots.Take(stream).Select(message => message.JobFailed).OfType<JobFailed>().Single().Fault);
    }

    [Fact]
    public void Claim_that_nobody_has_seen_is_taken_back_while_the_sandbox_is_in_doubt_and_made_again_afterwards()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        _slots.Announce(stream, 1);

        _slots.Readiness.Current = _slots.Readiness.Current with { IsInDoubt = true };
        Assert.Empty(_slots.TakeClaims(stream));
        Assert.Equal(2, _slots.Keeper.Figures.Free);
        _slots.Readiness.Current = _slots.Readiness.Current with { IsInDoubt = false };

        Assert.Single(_slots.TakeClaims(stream));
    }

    [Fact]
    public void Languages_that_have_changed_have_a_stream_made_anew_after_its_claims_are_answered()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        var idle = _slots.Connect("10.0.0.2:3001");
        _slots.Announce(stream, 1);
        var claim = Assert.Single(_slots.TakeClaims(stream));

        _slots.Readiness.Break("py", "no interpreter");
        Assert.True(idle.Broken.IsCancellationRequested);
        Assert.False(stream.Broken.IsCancellationRequested);
        Assert.NotNull(_slots.Assign(stream, claim, "t1"));

        Assert.True(stream.Broken.IsCancellationRequested);
        Assert.Equal("the languages of this sandbox have changed", stream.BrokenBecause);
    }

    [Fact]
    public void Stream_that_was_told_of_other_languages_than_there_are_by_now_is_made_anew_at_once()
    {
        var before = _slots.Readiness.Current.Languages;
        _slots.Readiness.Break("py", "no interpreter");
        var stream = new StreamHandle(new OjSandbox.Discovery.SchedulerEndpoint(new Uri("http://10.0.0.1:3001")));

        _slots.Keeper.Opened(stream, SlotsUnderTest.ReportBy, announced: before);

        Assert.True(stream.Broken.IsCancellationRequested);
    }

    [Fact]
    public void Language_that_does_not_work_is_told_of_by_a_sandbox_that_takes_work()
    {
        _slots.Readiness.Break("py", "no interpreter");
        var stream = new StreamHandle(new OjSandbox.Discovery.SchedulerEndpoint(new Uri("http://10.0.0.1:3001")));
        _slots.Keeper.Opened(stream, SlotsUnderTest.ReportBy);

        var report = _slots.TakeReport(stream);
        _slots.Announce(stream, 1, language: "py");

        Assert.Equal((Availability.Ready, "Language 'py' is withdrawn: no interpreter"), (report.Availability, report.Reason));
        Assert.Empty(_slots.TakeClaims(stream));
    }

    [Fact]
    public void Reason_longer_than_a_server_takes_is_cut()
    {
        var stream = _slots.Connect("10.0.0.1:3001");

        _slots.Readiness.WithdrawnBecause = new string('x', 5000);

        Assert.Equal(1000, _slots.TakeReport(stream).Reason.Length);
    }
}
