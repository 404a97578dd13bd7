using Oj.Contracts.Scheduling;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

/// <summary>A submission that is given out again while this sandbox still has it.</summary>
public sealed class AttemptTests : IDisposable
{
    private readonly SlotsUnderTest _slots = new(slots: 2);
    private readonly StreamHandle _first;
    private readonly StreamHandle _adopter;

    public AttemptTests()
    {
        _first = _slots.Connect("10.0.0.1:3001");
        _adopter = _slots.Connect("10.0.0.2:3001");
    }

    public void Dispose() => _slots.Dispose();

    [Fact]
    public void Running_job_goes_on_under_the_higher_attempt_and_reports_to_the_adopter()
    {
        var job = _slots.Run(_first, "t1");

        Assert.Null(AssignAgain(attempt: 2));
        Assert.Equal(1, _slots.Keeper.Figures.Running);
        _slots.Keeper.Finished(job, SlotsUnderTest.Accepted);

        Assert.Equal(new JobId { Token = "t1", Attempt = 2 }, Assert.Single(_slots.TakeOutcomes(_adopter)));
        Assert.Empty(_slots.TakeOutcomes(_first));
    }

    [Fact]
    public void Verdict_that_is_already_there_is_sent_under_the_higher_attempt()
    {
        _slots.Keeper.Finished(_slots.Run(_first, "t1"), SlotsUnderTest.Accepted);
        Assert.Single(_slots.TakeOutcomes(_first));

        Assert.Null(AssignAgain(attempt: 2));

        Assert.Equal(new JobId { Token = "t1", Attempt = 2 }, Assert.Single(_slots.TakeOutcomes(_adopter)));
        Assert.Equal(0, _slots.Keeper.Figures.Running);
    }

    [Fact]
    public void Acknowledgement_of_the_earlier_attempt_does_not_forget_the_higher_one()
    {
        _slots.Keeper.Finished(_slots.Run(_first, "t1"), SlotsUnderTest.Accepted);
        AssignAgain(attempt: 2);

        _slots.Keeper.Acknowledged(new JobId { Token = "t1", Attempt = 1 });

        Assert.Equal(1, _slots.Keeper.Figures.Unacknowledged);
    }

    [Fact]
    public void Failure_that_is_already_there_is_no_verdict_so_the_higher_attempt_is_judged()
    {
        _slots.Keeper.Finished(_slots.Run(_first, "t1"), SlotsUnderTest.Failed);

        Assert.NotNull(AssignAgain(attempt: 2));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public void Attempt_that_is_not_higher_changes_nothing(uint attempt)
    {
        var job = _slots.Run(_first, "t1", attempt: 3);

        Assert.Null(AssignAgain(attempt));
        _slots.Keeper.Finished(job, SlotsUnderTest.Accepted);

        Assert.Equal(new JobId { Token = "t1", Attempt = 3 }, Assert.Single(_slots.TakeOutcomes(_first)));
        Assert.Equal(2, _slots.Keeper.Figures.Free);
    }

    [Fact]
    public void Cancelled_job_that_is_given_out_again_is_judged_again_in_another_slot()
    {
        var cancelled = _slots.Run(_first, "t1");
        _slots.Keeper.Cancelled(cancelled.Id);

        var again = AssignAgain(attempt: 2);
        Assert.NotNull(again);
        Assert.Equal(2, _slots.Keeper.Figures.Running);
        _slots.Keeper.Finished(cancelled, null);
        _slots.Keeper.Finished(again, SlotsUnderTest.Accepted);

        Assert.Equal(2u, Assert.Single(_slots.TakeOutcomes(_adopter)).Attempt);
    }

    [Fact]
    public void Running_job_is_cancelled_and_judged_anew_when_its_submission_was_rejudged()
    {
        var before = _slots.Run(_first, "t1");

        var again = AssignAgain(attempt: 3, firstAttempt: 3);

        Assert.NotNull(again);
        Assert.True(before.Cancellation.IsCancellationRequested);
        _slots.Keeper.Finished(before, SlotsUnderTest.Accepted);
        Assert.Empty(_slots.TakeOutcomes(_adopter));
        _slots.Keeper.Finished(again, SlotsUnderTest.Accepted);
        Assert.Equal(3u, Assert.Single(_slots.TakeOutcomes(_adopter)).Attempt);
    }

    [Fact]
    public void Verdict_of_before_a_rejudge_does_not_stand_for_the_attempt_after_it()
    {
        _slots.Keeper.Finished(_slots.Run(_first, "t1"), SlotsUnderTest.Accepted);

        Assert.NotNull(AssignAgain(attempt: 2, firstAttempt: 2));
        Assert.Empty(_slots.TakeOutcomes(_adopter));
    }

    private Job? AssignAgain(uint attempt, uint firstAttempt = 1)
    {
        _slots.Announce(_adopter, 1);
        return _slots.Assign(_adopter, Assert.Single(_slots.TakeClaims(_adopter)), "t1", attempt, firstAttempt);
    }
}
