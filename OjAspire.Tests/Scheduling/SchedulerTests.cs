using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling;

/// <summary>The core alone, on a fake clock: what waits, who gets it, and that nobody gets too much.</summary>
public sealed class SchedulerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Scheduler _scheduler;

    public SchedulerTests() =>
        _scheduler = new Scheduler(Options.Create(new SchedulingOptions { MaxUnfinished = 5 }), _time);

    [Fact]
    public void A_claim_gets_the_job_that_waited_longest_in_the_languages_of_the_sandbox()
    {
        Enqueue("java");
        _time.Advance(TimeSpan.FromSeconds(1));
        var oldest = Enqueue("py");
        _time.Advance(TimeSpan.FromSeconds(1));
        var newest = Enqueue("cpp");
        var stream = _scheduler.Connect(Reports.Hello(slots: 3, languages: ["cpp", "py"]));

        Assert.Equal(oldest, _scheduler.Claim(stream, "1").Job?.Key);
        Assert.Equal(newest, _scheduler.Claim(stream, "2").Job?.Key);
        Assert.Null(_scheduler.Claim(stream, "3").Job);
        Assert.Equal("java", Assert.Single(_scheduler.Waiting().Languages).LanguageKey);
    }

    [Fact]
    public void Showing_five_hundred_sandboxes_holds_the_others_up_for_a_moment_only()
    {
        for (var sandbox = 0; sandbox < 500; sandbox++)
        {
            _scheduler.Report(_scheduler.Connect(Reports.Hello($"sandbox-{sandbox}")), Reports.Of(running: [new JobKey(Guid.NewGuid(), 1)]));
        }

        var times = Enumerable.Range(0, 50).Select(_ =>
        {
            var start = TimeProvider.System.GetTimestamp();
            Assert.Equal(500, _scheduler.Sandboxes().Count);
            return TimeProvider.System.GetElapsedTime(start);
        }).Order().ToArray();

        // Sorting included, which happens outside of the lock. The median, because this machine has other things to do.
        Assert.InRange(times[25], TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public void More_than_the_bound_is_refused_and_room_returns_when_a_job_ends()
    {
        var job = Enqueue();
        Assert.True(_scheduler.TryReserve(4));
        Assert.False(_scheduler.TryReserve(1));

        _scheduler.Release(4);
        Assert.False(_scheduler.TryReserve(5));
        _scheduler.Forget(job);
        Assert.True(_scheduler.TryReserve(5));
    }

    [Fact]
    public void A_sandbox_is_not_given_more_than_its_slots_counting_what_other_servers_gave_it()
    {
        Enqueue();
        var second = Enqueue();
        var stream = _scheduler.Connect();
        var elsewhere = new JobKey(Guid.NewGuid(), 1);
        _scheduler.Report(stream, Reports.Of(slots: 2, running: [elsewhere], openClaims: ["1"]));
        var first = _scheduler.Claim(stream, "1").Job!.Key;

        Assert.Null(_scheduler.Claim(stream, "2").Job);
        _scheduler.Report(stream, Reports.Of(slots: 2, running: [first]));
        Assert.Equal(second, _scheduler.Claim(stream, "3").Job?.Key);
    }

    [Fact]
    public void Two_streams_of_one_sandbox_share_its_slots()
    {
        Enqueue();
        Enqueue();
        var one = _scheduler.Connect(Reports.Hello(endpoint: "one", slots: 1));
        var two = _scheduler.Connect(Reports.Hello(endpoint: "two", slots: 1));

        Assert.NotNull(_scheduler.Claim(one, "1").Job);
        Assert.Null(_scheduler.Claim(two, "2").Job);
        Assert.Equal(1, Assert.Single(_scheduler.Sandboxes()).Slots);
    }

    [Fact]
    public void A_result_frees_its_slot_before_the_next_report_does()
    {
        Enqueue();
        Enqueue();
        var stream = _scheduler.Connect(Reports.Hello(slots: 1));
        var first = _scheduler.Claim(stream, "1").Job!.Key;
        _scheduler.Report(stream, Reports.Of(slots: 1, running: [first]));
        Assert.Null(_scheduler.Claim(stream, "2").Job);

        _scheduler.ResultReceived(stream, first);

        Assert.NotNull(_scheduler.Claim(stream, "3").Job);
    }

    [Fact]
    public void A_report_after_a_refused_claim_tells_the_sandbox_again_what_waits()
    {
        Enqueue();
        var stream = _scheduler.Connect(Reports.Hello(slots: 1));
        _scheduler.Report(stream, Reports.Of(slots: 1, running: [new JobKey(Guid.NewGuid(), 1)]));
        Assert.Null(_scheduler.Claim(stream, "1").Job);
        _scheduler.TellWaiting(stream);
        var before = stream.Nudges;

        _scheduler.Report(stream, Reports.Of(slots: 1));

        Assert.Equal(before + 1, stream.Nudges);
    }

    [Theory]
    [InlineData(SandboxAvailability.Draining)]
    [InlineData(SandboxAvailability.Withdrawn)]
    internal void A_sandbox_that_takes_no_work_is_given_none_and_offered_none(SandboxAvailability availability)
    {
        Enqueue();
        var stream = _scheduler.Connect();
        _scheduler.Report(stream, Reports.Of(availability: availability));

        var decision = _scheduler.Claim(stream, "1");

        Assert.Null(decision.Job);
        Assert.Empty(decision.Waiting.Languages);
    }

    [Fact]
    public void A_draining_server_gives_nothing_offers_nothing_and_takes_no_stream_in()
    {
        Enqueue();
        var stream = _scheduler.Connect();

        _scheduler.BeginDrain();

        Assert.Null(_scheduler.Claim(stream, "1").Job);
        Assert.Empty(_scheduler.Waiting().Languages);
        Assert.Equal(ConnectOutcome.Draining, _scheduler.Connect(Reports.Hello(endpoint: "other"), new WakeUp(), out _));
    }

    [Fact]
    public void A_living_sandbox_id_is_refused_and_free_again_after_its_stream_ended()
    {
        var stream = _scheduler.Connect();
        Assert.Equal(ConnectOutcome.DuplicateSandboxId, _scheduler.Connect(Reports.Hello(), new WakeUp(), out _));

        _scheduler.Disconnect(stream, saidGoodbye: false);

        _scheduler.Connect();
        _scheduler.Disconnect(stream, saidGoodbye: false);
        Assert.Single(_scheduler.Sandboxes());
    }

    [Fact]
    public void A_claim_put_back_waits_in_its_old_place_under_the_same_attempt()
    {
        var oldest = Enqueue();
        _time.Advance(TimeSpan.FromSeconds(1));
        Enqueue();
        var stream = _scheduler.Connect();
        _scheduler.Claim(stream, "1");

        _scheduler.PutBack(oldest);

        Assert.Equal(oldest, _scheduler.Claim(stream, "2").Job?.Key);
    }

    [Fact]
    public void A_stream_is_woken_once_for_many_changes_of_what_waits()
    {
        var workChanged = new WakeUp();
        var stream = _scheduler.Connect(workChanged: workChanged);
        Assert.True(workChanged.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
        _scheduler.TellWaiting(stream);

        Enqueue();
        Enqueue();

        Assert.True(workChanged.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
        Assert.False(workChanged.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
    }

    [Fact]
    public void The_clock_of_the_core_does_not_jump_with_the_wall_clock()
    {
        var wallClock = new WallClock();
        var clock = new SteadyClock(wallClock);
        var before = clock.Now;

        wallClock.UtcNow += TimeSpan.FromDays(1);

        Assert.InRange(clock.Now - before, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    private sealed class WallClock : TimeProvider
    {
        public DateTimeOffset UtcNow { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => UtcNow;
    }

    private JobKey Enqueue(string language = "cpp") => _scheduler.Enqueue(language);
}
