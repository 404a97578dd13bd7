using Google.Protobuf;
using Oj.Contracts.Scheduling;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

/// <summary>Outcomes are kept until they are acknowledged; with too many of them, nothing more is claimed.</summary>
public sealed class OutcomeBoundTests
{
    private const int Bound = 4;

    [Fact]
    public void With_as_many_outcomes_as_may_be_kept_nothing_is_claimed_until_half_of_them_are_left_and_none_is_dropped()
    {
        using var slots = Slots(Bound);
        var stream = slots.Connect("10.0.0.1:3001");
        Finish(slots, stream, from: 0, count: Bound);

        slots.Announce(stream, 1);
        Assert.Empty(slots.TakeClaims(stream));
        Assert.Equal(Bound, slots.Keeper.Figures.Unacknowledged);
        Acknowledge(slots, 0);
        Assert.Empty(slots.TakeClaims(stream));
        Acknowledge(slots, 1);

        Assert.Single(slots.TakeClaims(stream));
    }

    [Fact]
    public void What_runs_when_the_bound_is_reached_adds_its_outcomes_one_for_each_slot_at_most()
    {
        using var slots = Slots(Bound, count: 3);
        var stream = slots.Connect("10.0.0.1:3001");
        Finish(slots, stream, from: 0, count: Bound - 1);
        Job[] running = [slots.Run(stream, "a"), slots.Run(stream, "b"), slots.Run(stream, "c")];

        foreach (var job in running)
        {
            slots.Keeper.Finished(job, SlotsUnderTest.Accepted);
            slots.Announce(stream, 5);
            Assert.Empty(slots.TakeClaims(stream));
        }

        Assert.Equal(Bound - 1 + running.Length, slots.Keeper.Figures.Unacknowledged);
    }

    [Fact]
    public void Large_outcomes_reach_the_bound_of_size_before_that_of_number()
    {
        using var slots = new SlotsUnderTest(change: settings => settings with { MaxUnacknowledgedBytes = 3000 });
        var stream = slots.Connect("10.0.0.1:3001");
        var outcome = new SandboxMessage { Result = new Result { Result_ = new JudgeResult { Verdict = Verdict.Accepted, Stdout = ByteString.CopyFrom(new byte[1400]) } } };

        for (var i = 0; i < 3; i++)
        {
            slots.Keeper.Finished(slots.Run(stream, $"t{i}"), outcome.Clone());
        }

        slots.Announce(stream, 1);
        Assert.Empty(slots.TakeClaims(stream));
        Assert.InRange(slots.Keeper.Figures.UnacknowledgedBytes, 4200, 4500);
        Acknowledge(slots, 0);
        Assert.Empty(slots.TakeClaims(stream));
        Acknowledge(slots, 1);

        Assert.Single(slots.TakeClaims(stream));
        Acknowledge(slots, 2);
        Assert.Equal(0, slots.Keeper.Figures.UnacknowledgedBytes);
    }

    [Fact]
    public void While_it_lasts_every_report_says_so_though_the_sandbox_is_not_sick_and_it_is_told_once()
    {
        using var slots = Slots(Bound);
        var told = new List<(bool IsReached, int Unacknowledged)>();
        slots.Keeper.BoundReached += (isReached, figures) => told.Add((isReached, figures.Unacknowledged));
        var stream = slots.Connect("10.0.0.1:3001");

        Finish(slots, stream, from: 0, count: Bound);
        var full = slots.TakeReport(stream);
        Assert.Equal(Availability.Ready, full.Availability);
        Assert.StartsWith("It claims nothing until the API servers have acknowledged outcomes: 4 wait", full.Reason, StringComparison.Ordinal);
        Assert.False(slots.Keeper.TakesWork);

        for (var i = 0; i < Bound; i++)
        {
            Acknowledge(slots, i);
        }

        Assert.Equal("", slots.TakeReport(stream).Reason);
        Assert.Equal([(true, Bound), (false, Bound / 2)], told);
        Assert.True(slots.Keeper.TakesWork);
    }

    [Fact]
    public void Job_that_is_tried_again_here_does_not_count_twice()
    {
        using var slots = Slots(Bound);
        var stream = slots.Connect("10.0.0.1:3001");
        slots.Keeper.Finished(slots.Run(stream, "t0"), SlotsUnderTest.Failed);

        slots.Keeper.Finished(slots.Run(stream, "t0", attempt: 2), SlotsUnderTest.Accepted);
        Assert.Equal(1, slots.Keeper.Figures.Unacknowledged);
        slots.Keeper.Acknowledged(new JobId { Token = "t0", Attempt = 2 });

        Assert.Equal((0, 0), (slots.Keeper.Figures.Unacknowledged, slots.Keeper.Figures.UnacknowledgedBytes));
    }

    private static SlotsUnderTest Slots(int bound, int count = 1) => new(count, change: settings => settings with { MaxUnacknowledged = bound });

    private static void Finish(SlotsUnderTest slots, StreamHandle stream, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            slots.Keeper.Finished(slots.Run(stream, $"t{i}"), SlotsUnderTest.Accepted);
        }
    }

    private static void Acknowledge(SlotsUnderTest slots, int number) => slots.Keeper.Acknowledged(new JobId { Token = $"t{number}", Attempt = 1 });
}
