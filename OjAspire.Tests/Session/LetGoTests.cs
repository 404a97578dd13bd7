using Oj.Contracts.Scheduling;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

/// <summary>Streams that the sandbox does not want any more because of its limit of connections.</summary>
public sealed class LetGoTests : IDisposable
{
    private readonly SlotsUnderTest _slots = new(slots: 2, limit: 1);

    public void Dispose() => _slots.Dispose();

    [Fact]
    public void Stream_that_is_let_go_says_goodbye_and_nothing_more_and_others_stay()
    {
        var (kept, gone) = Two();

        _slots.Keeper.Follow(2, [gone.Endpoint]);

        Assert.NotNull(_slots.Take(gone)[^1].Goodbye);
        _slots.Time.Advance(SlotsUnderTest.ReportBy);
        Assert.Empty(_slots.Take(gone));
        Assert.DoesNotContain(_slots.Take(kept), message => message.Goodbye is not null);
    }

    [Fact]
    public void Nothing_is_claimed_on_a_stream_that_is_let_go()
    {
        var (kept, gone) = Two();
        var running = _slots.Run(gone, "t1");
        _slots.Keeper.Follow(2, [gone.Endpoint]);

        _slots.Announce(gone, 1, ageSeconds: 60);
        _slots.Announce(kept, 1);

        Assert.Empty(_slots.TakeClaims(gone));
        Assert.Single(_slots.TakeClaims(kept));
        Assert.False(running.Cancellation.IsCancellationRequested);
    }

    [Fact]
    public void Job_of_a_stream_that_is_let_go_is_judged_and_acknowledged_there_before_the_goodbye()
    {
        var (_, gone) = Two();
        var job = _slots.Run(gone, "t1");

        _slots.Keeper.Follow(2, [gone.Endpoint]);
        Assert.DoesNotContain(_slots.Take(gone), message => message.Goodbye is not null);
        _slots.Keeper.Finished(job, SlotsUnderTest.Accepted);
        var sent = _slots.Take(gone);
        Assert.Contains(sent, message => message.Result is not null);
        Assert.DoesNotContain(sent, message => message.Goodbye is not null);
        _slots.Keeper.Acknowledged(job.Id);

        Assert.NotNull(_slots.Take(gone)[^1].Goodbye);
    }

    [Fact]
    public void Claim_that_is_open_on_a_stream_that_is_let_go_is_waited_for()
    {
        var (_, gone) = Two();
        _slots.Announce(gone, 1);
        var claim = Assert.Single(_slots.TakeClaims(gone));

        _slots.Keeper.Follow(2, [gone.Endpoint]);
        Assert.DoesNotContain(_slots.Take(gone), message => message.Goodbye is not null);
        _slots.Keeper.Refused(gone, new NoWork { ClaimId = claim });

        Assert.NotNull(_slots.Take(gone)[^1].Goodbye);
    }

    [Fact]
    public void Stream_that_is_wanted_again_before_its_goodbye_claims_again()
    {
        var (_, stream) = Two();
        _slots.Run(stream, "t1");
        _slots.Keeper.Follow(2, [stream.Endpoint]);
        _slots.Announce(stream, 1);
        Assert.Empty(_slots.TakeClaims(stream));

        _slots.Keeper.Follow(2, []);

        Assert.Single(_slots.TakeClaims(stream));
    }

    [Fact]
    public void Stream_that_opens_to_an_endpoint_that_is_let_go_already_is_let_go()
    {
        var (_, gone) = Two();
        _slots.Keeper.Closed(gone);
        _slots.Keeper.Follow(2, [gone.Endpoint]);

        Assert.NotNull(_slots.Take(_slots.Connect("10.0.0.2:3001"))[^1].Goodbye);
    }

    [Fact]
    public void Report_tells_how_many_endpoints_there_are_chosen_and_connected()
    {
        var (kept, gone) = Two();

        _slots.Keeper.Follow(5, [gone.Endpoint]);
        _slots.Take(gone);
        _slots.Keeper.Closed(gone);

        Assert.Equal(new Connections { Known = 5, Chosen = 1, Open = 1, Limit = 1 }, _slots.TakeReport(kept).Connections);
    }

    private (StreamHandle Kept, StreamHandle Gone) Two()
    {
        var streams = (_slots.Connect("10.0.0.1:3001"), _slots.Connect("10.0.0.2:3001"));
        _slots.Take(streams.Item1);
        _slots.Take(streams.Item2);
        return streams;
    }
}
