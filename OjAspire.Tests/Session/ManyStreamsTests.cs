using Oj.Contracts.Scheduling;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

/// <summary>What the slots cost when there are hundreds of streams.</summary>
[Collection(Alone.Name)]
public sealed class ManyStreamsTests
{
    [Fact]
    public void Turn_costs_hardly_more_with_five_hundred_streams_than_with_ten()
    {
        // Warm up, so that neither pays for the compiler.
        Cost(10);
        var few = Cost(10);
        var many = Cost(500);

        Assert.True(many < few * 8, $"a turn takes {few.TotalMicroseconds} us with 10 streams and {many.TotalMicroseconds} us with 500");
    }

    [Fact]
    public void Changes_that_follow_one_another_closely_are_one_report_a_stream_and_the_last_state_is_told()
    {
        const int Streams = 100;
        const int Changes = 50;
        using var slots = new SlotsUnderTest();
        var streams = Open(slots, Streams);
        var reports = 0;
        for (var change = 0; change < Changes; change++)
        {
            slots.Keeper.Follow(known: change + 1, []);
            reports += streams.Sum(stream => slots.Take(stream).Count(message => message.State is not null));
        }

        Assert.Equal(Streams, reports);
        slots.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.All(streams, stream => Assert.Equal((uint)Changes, Assert.Single(slots.Take(stream)).State.Connections.Known));
    }

    [Fact]
    public void Reports_that_became_due_together_part()
    {
        const int Streams = 100;
        using var slots = new SlotsUnderTest();
        var streams = Open(slots, Streams);
        slots.Keeper.Follow(known: Streams, []);
        Assert.All(streams, stream => Assert.Single(slots.Take(stream)));

        var step = SlotsUnderTest.ReportBy / 400;
        var perStep = new List<int>();
        for (var time = TimeSpan.Zero; time < SlotsUnderTest.ReportBy / 2; time += step)
        {
            slots.Time.Advance(step);
            perStep.Add(streams.Sum(stream => slots.Take(stream).Count(message => message.State is not null)));
        }

        Assert.Equal(Streams, perStep.Sum());
        Assert.InRange(perStep.Max(), 1, Streams / 10);
    }

    [Fact]
    public void Claim_is_not_made_before_the_server_knows_that_a_slot_came_free()
    {
        using var slots = new SlotsUnderTest();
        var streams = Open(slots, 100);
        var job = slots.Run(streams[0], "t1");
        Assert.NotEmpty(slots.Take(streams[1]));
        slots.Announce(streams[1], 1);

        slots.Keeper.Finished(job, null);
        var sent = slots.Take(streams[1]);

        Assert.Empty(sent[0].State.Running);
        Assert.Equal(SandboxMessage.MessageOneofCase.Claim, sent[1].MessageCase);
    }

    private static StreamHandle[] Open(SlotsUnderTest slots, int count)
    {
        StreamHandle[] streams = [.. Enumerable.Range(0, count).Select(i => slots.Connect($"10.0.{i / 250}.{i % 250}:3001"))];
        foreach (var stream in streams)
        {
            slots.Take(stream);
        }

        return streams;
    }

    // The least of several, because whatever else the machine does only adds.
    private static TimeSpan Cost(int count)
    {
        const int Turns = 3000;
        using var slots = new SlotsUnderTest();
        var streams = Open(slots, count);
        var nothing = new WorkWaiting();
        var least = TimeSpan.MaxValue;
        for (var repetition = 0; repetition < 7; repetition++)
        {
            var start = TimeProvider.System.GetTimestamp();
            for (var turn = 0; turn < Turns; turn++)
            {
                slots.Keeper.Announced(streams[turn % count], nothing);
                slots.Keeper.TryTake(streams[turn % count], out _);
            }

            var taken = TimeProvider.System.GetElapsedTime(start);
            least = taken < least ? taken : least;
        }

        return least / Turns;
    }
}
