using Google.Protobuf.WellKnownTypes;
using Oj.Contracts.Scheduling;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

public sealed class ClaimTests : IDisposable
{
    private readonly SlotsUnderTest _slots = new();

    public void Dispose() => _slots.Dispose();

    [Fact]
    public void Work_at_two_servers_is_claimed_from_the_one_that_has_waited_longer()
    {
        var (job, first, second) = Occupied();
        _slots.Announce(first, 1000, ageSeconds: 5);
        _slots.Announce(second, 1, ageSeconds: 6);

        _slots.Keeper.Finished(job, null);

        Assert.Empty(_slots.TakeClaims(first));
        Assert.Single(_slots.TakeClaims(second));
    }

    [Fact]
    public void Ages_told_at_different_times_are_compared_as_of_now()
    {
        var (job, first, second) = Occupied();
        _slots.Announce(first, 1, ageSeconds: 5);
        _slots.Time.Advance(TimeSpan.FromSeconds(3));
        _slots.Announce(second, 1, ageSeconds: 7);

        _slots.Keeper.Finished(job, null);

        Assert.Single(_slots.TakeClaims(first));
        Assert.Empty(_slots.TakeClaims(second));
    }

    [Fact]
    public void A_message_that_was_long_on_its_way_does_not_make_work_look_younger()
    {
        var (job, first, second) = Occupied();
        foreach (var stream in (StreamHandle[])[first, second])
        {
            Announce(stream, count: 1, ageSeconds: 0, sentAt: 100);
        }

        _slots.Time.Advance(TimeSpan.FromSeconds(3));
        Announce(first, count: 1, ageSeconds: 5, sentAt: 100.5);
        Announce(second, count: 1, ageSeconds: 6, sentAt: 103);

        _slots.Keeper.Finished(job, null);

        Assert.Single(_slots.TakeClaims(first));
        Assert.Empty(_slots.TakeClaims(second));
    }

    [Fact]
    public void A_server_is_told_that_a_slot_is_free_before_it_is_asked_for_a_job()
    {
        var (job, _, second) = Occupied();
        _slots.Take(second);
        _slots.Announce(second, 1);

        _slots.Keeper.Finished(job, null);

        Assert.Equal(
            [SandboxMessage.MessageOneofCase.State, SandboxMessage.MessageOneofCase.Claim],
            _slots.Take(second).Take(2).Select(message => message.MessageCase));
    }

    [Fact]
    public void Much_work_at_three_servers_is_claimed_once_per_free_slot_in_all()
    {
        using var slots = new SlotsUnderTest(slots: 4);
        StreamHandle[] streams = [slots.Connect("10.0.0.1:3001"), slots.Connect("10.0.0.2:3001"), slots.Connect("10.0.0.3:3001")];

        foreach (var stream in streams)
        {
            slots.Announce(stream, 10);
        }

        Assert.Equal(4, streams.Sum(stream => slots.TakeClaims(stream).Count));
        Assert.Equal(0, slots.Keeper.Figures.Free);
    }

    [Fact]
    public void One_waiting_job_is_claimed_by_one_slot_only()
    {
        using var slots = new SlotsUnderTest(slots: 4);
        var stream = slots.Connect("10.0.0.1:3001");

        slots.Announce(stream, 1);
        slots.Announce(stream, 1);

        Assert.Single(slots.TakeClaims(stream));
        Assert.Equal(3, slots.Keeper.Figures.Free);
    }

    [Fact]
    public void Work_in_a_language_that_is_not_installed_is_not_claimed()
    {
        var stream = _slots.Connect("10.0.0.1:3001");

        _slots.Announce(stream, 5, language: "cobol");
        Assert.Empty(_slots.TakeClaims(stream));

        _slots.Announce(stream, 1, language: "py");
        Assert.Single(_slots.TakeClaims(stream));
    }

    [Fact]
    public void Claim_open_on_a_stream_that_breaks_is_void_and_the_slot_claims_elsewhere()
    {
        var first = _slots.Connect("10.0.0.1:3001");
        var second = _slots.Connect("10.0.0.2:3001");
        _slots.Announce(first, 1, ageSeconds: 9);
        Assert.Single(_slots.TakeClaims(first));
        _slots.Announce(second, 1);
        Assert.Empty(_slots.TakeClaims(second));

        _slots.Keeper.Closed(first);

        Assert.Single(_slots.TakeClaims(second));
    }

    [Fact]
    public void Claim_that_stays_unanswered_has_its_stream_replaced()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        _slots.Announce(stream, 1);
        Assert.Single(_slots.TakeClaims(stream));

        _slots.Time.Advance(_slots.Settings.ClaimTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(stream.Broken.IsCancellationRequested);
        _slots.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(stream.Broken.IsCancellationRequested);
        Assert.Contains("not answered", stream.BrokenBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_to_a_claim_that_was_never_made_breaks_the_stream_and_starts_nothing()
    {
        var stream = _slots.Connect("10.0.0.1:3001");

        Assert.Null(_slots.Assign(stream, "nonsense", "t1"));

        Assert.True(stream.Broken.IsCancellationRequested);
        Assert.Equal(0, _slots.Keeper.Figures.Running);
    }

    [Fact]
    public void Refusal_although_work_waits_pauses_claiming_from_that_server_for_a_moment()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        _slots.Announce(stream, 1);

        _slots.Keeper.Refused(stream, new NoWork { ClaimId = Assert.Single(_slots.TakeClaims(stream)), Waiting = SlotsUnderTest.Waiting(1) });
        Assert.Empty(_slots.TakeClaims(stream));
        _slots.Time.Advance(_slots.Settings.RefusalPause);

        Assert.Single(_slots.TakeClaims(stream));
    }

    [Fact]
    public void Refusal_pause_ends_when_the_server_announces_work()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        _slots.Announce(stream, 1);
        _slots.Keeper.Refused(stream, new NoWork { ClaimId = Assert.Single(_slots.TakeClaims(stream)) });

        _slots.Announce(stream, 1);

        Assert.Single(_slots.TakeClaims(stream));
    }

    [Fact]
    public void Draining_server_is_not_claimed_from()
    {
        var stream = _slots.Connect("10.0.0.1:3001");
        _slots.Keeper.ServerDraining(stream);

        _slots.Announce(stream, 1);

        Assert.Empty(_slots.TakeClaims(stream));
        Assert.Equal(1, _slots.Keeper.Figures.Free);
    }

    [Fact]
    public void Withdrawn_sandbox_reports_why_and_never_claims()
    {
        _slots.Readiness.WithdrawnBecause = "bubblewrap is missing: apt-get install bubblewrap";
        var stream = new StreamHandle(new OjSandbox.Discovery.SchedulerEndpoint(new Uri("http://10.0.0.1:3001")));
        _slots.Keeper.Opened(stream, SlotsUnderTest.ReportBy);

        var report = _slots.TakeReport(stream);
        _slots.Announce(stream, 1);

        Assert.Equal((Availability.Withdrawn, _slots.Readiness.WithdrawnBecause), (report.Availability, report.Reason));
        Assert.Empty(_slots.TakeClaims(stream));
    }

    private (Job Job, StreamHandle First, StreamHandle Second) Occupied()
    {
        var first = _slots.Connect("10.0.0.1:3001");
        var job = _slots.Run(first, "t0");
        return (job, first, _slots.Connect("10.0.0.2:3001"));
    }

    private void Announce(StreamHandle stream, uint count, double ageSeconds, double sentAt)
    {
        var waiting = SlotsUnderTest.Waiting(count, ageSeconds);
        waiting.SentAt = DateTimeOffset.UnixEpoch.AddSeconds(sentAt).ToTimestamp();
        _slots.Keeper.Announced(stream, waiting);
    }
}
