using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling;

/// <summary>The core alone, on a fake clock: what becomes of a delivery.</summary>
public sealed class DeliveryTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly Scheduler _scheduler;

    public DeliveryTests() =>
        _scheduler = new Scheduler(Options.Create(new SchedulingOptions { OrphanGrace = Grace, MaxDeliveries = 3 }), _time);

    [Fact]
    public void An_assigned_job_whose_claim_is_still_open_is_on_its_way()
    {
        Enqueue();
        var stream = _scheduler.Connect();
        _scheduler.Claim(stream, "1");

        _scheduler.Report(stream, Reports.Of(openClaims: ["1"]));

        Assert.False(_scheduler.Redeliveries.TryRead(out _));
    }

    [Fact]
    public void An_assigned_job_that_the_sandbox_does_not_know_is_delivered_again_at_once()
    {
        var job = Enqueue();
        var stream = _scheduler.Connect();
        _scheduler.Claim(stream, "1");

        _scheduler.Report(stream, Reports.Of());

        Assert.True(_scheduler.Redeliveries.TryRead(out var redelivery));
        Assert.Equal(job, redelivery.Key);
        Assert.Equal(0, _scheduler.Waiting().Count);
        _scheduler.Requeued(job);
        Assert.Equal(job with { Attempt = 2 }, _scheduler.Claim(stream, "2").Job?.Key);
    }

    [Fact]
    public void A_report_on_another_stream_does_not_miss_a_job_that_is_on_its_way_on_this_one()
    {
        Enqueue();
        var one = _scheduler.Connect(Reports.Hello(endpoint: "one"));
        var two = _scheduler.Connect(Reports.Hello(endpoint: "two"));
        _scheduler.Claim(one, "1");

        _scheduler.Report(two, Reports.Of());

        Assert.False(_scheduler.Redeliveries.TryRead(out _));
    }

    [Fact]
    public void A_job_of_a_broken_stream_is_delivered_again_after_the_grace_time()
    {
        var job = Enqueue();
        var stream = _scheduler.Connect();
        _scheduler.Claim(stream, "1");
        _scheduler.Disconnect(stream, saidGoodbye: false);

        _time.Advance(Grace - TimeSpan.FromMilliseconds(1));
        _scheduler.Tick();
        Assert.False(_scheduler.Redeliveries.TryRead(out _));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        _scheduler.Tick();
        Assert.True(_scheduler.Redeliveries.TryRead(out var redelivery));
        Assert.Equal(job, redelivery.Key);
        Assert.Equal(("sandbox-a", AttemptEnding.Died), (redelivery.SandboxBaseId, redelivery.Ending));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_job_of_a_broken_stream_that_is_reported_again_stays_where_it_is(bool judged)
    {
        var job = Enqueue();
        var stream = _scheduler.Connect();
        _scheduler.Claim(stream, "1");
        _scheduler.Disconnect(stream, saidGoodbye: false);

        var again = _scheduler.Connect();
        _scheduler.Report(again, judged ? Reports.Of(unacknowledged: [job]) : Reports.Of(running: [job]));
        _time.Advance(Grace * 2);
        _scheduler.Tick();

        Assert.False(_scheduler.Redeliveries.TryRead(out _));
        Assert.Equal(1, _scheduler.CountHeld());
    }

    [Fact]
    public void The_jobs_of_a_sandbox_that_said_goodbye_come_back_at_once_and_uncounted()
    {
        var job = Enqueue();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            var stream = _scheduler.Connect();
            Assert.Equal(attempt, _scheduler.Claim(stream, "1").Job?.Key.Attempt);

            _scheduler.Disconnect(stream, saidGoodbye: true);

            Assert.True(_scheduler.Redeliveries.TryRead(out var redelivery));
            Assert.Equal((RedeliveryStep.Again, default), (redelivery.Step, redelivery.Counts));
            _scheduler.Requeued(job with { Attempt = attempt });
        }
    }

    [Fact]
    public void The_third_failed_delivery_is_the_last()
    {
        var job = Enqueue();
        string[] sandboxes = ["sandbox-a", "sandbox-b", "sandbox-c"];
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var stream = _scheduler.Connect(Reports.Hello(sandboxes[attempt - 1]));
            var key = _scheduler.Claim(stream, "1").Job!.Key;

            var redelivery = _scheduler.Failed(stream, key, AttemptEnding.Failed, "no isolation");

            var step = attempt == 3 ? RedeliveryStep.GiveUp : RedeliveryStep.Again;
            Assert.Equal(new Redelivery(key, AttemptEnding.Failed, sandboxes[attempt - 1], "no isolation", new DeliveryCounts(attempt, 0), step), redelivery);
            _scheduler.Requeued(key);
        }
    }

    [Fact]
    public void A_failure_that_was_told_twice_is_one_failure()
    {
        Enqueue();
        var stream = _scheduler.Connect();
        var key = _scheduler.Claim(stream, "1").Job!.Key;

        Assert.NotNull(_scheduler.Failed(stream, key, AttemptEnding.Failed, "no isolation"));
        Assert.Null(_scheduler.Failed(stream, key, AttemptEnding.Failed, "no isolation"));
    }

    [Fact]
    public void A_job_whose_result_is_on_the_way_into_the_store_is_not_missed()
    {
        var job = Enqueue();
        var stream = _scheduler.Connect();
        _scheduler.Claim(stream, "1");
        _scheduler.ResultReceived(stream, job);

        _scheduler.Report(stream, Reports.Of());
        _scheduler.Disconnect(stream, saidGoodbye: false);
        _time.Advance(Grace * 2);
        _scheduler.Tick();

        Assert.False(_scheduler.Redeliveries.TryRead(out _));
    }

    [Fact]
    public void An_adopted_job_that_a_sandbox_reports_is_left_alone_whatever_the_store_says()
    {
        var assigned = new JobKey(Guid.NewGuid(), 1);
        var queued = new JobKey(Guid.NewGuid(), 1);
        var stream = _scheduler.Connect();
        _scheduler.Report(stream, Reports.Of(running: [assigned, queued]));

        _scheduler.Adopt([new OwnedJob(Job(assigned), "sandbox-a"), new OwnedJob(Job(queued), AssignedTo: null)]);

        Assert.Equal(2, _scheduler.CountHeld());
        Assert.Equal(0, _scheduler.Waiting().Count);
    }

    [Fact]
    public void An_adopted_job_that_nobody_reports_is_delivered_again_after_the_grace_time()
    {
        var assigned = new JobKey(Guid.NewGuid(), 3);
        _scheduler.Adopt([new OwnedJob(Job(assigned), "sandbox-gone")]);
        Assert.False(_scheduler.Redeliveries.TryRead(out _));

        _time.Advance(Grace);
        _scheduler.Tick();

        Assert.True(_scheduler.Redeliveries.TryRead(out var redelivery));
        Assert.Equal(assigned, redelivery.Key);
    }

    [Fact]
    public void An_old_delivery_that_still_runs_after_a_later_one_began_is_to_be_cancelled()
    {
        var job = Enqueue();
        var stream = _scheduler.Connect();
        _scheduler.Claim(stream, "1");
        _scheduler.Report(stream, Reports.Of());
        _scheduler.Requeued(job);

        Assert.Equal([job], _scheduler.Report(stream, Reports.Of(running: [job])));
        Assert.Equal(1, _scheduler.Waiting().Count);
    }

    private static WaitingJob Job(JobKey key) => new(key, "cpp", DateTimeOffset.UnixEpoch);

    private JobKey Enqueue() => _scheduler.Enqueue();
}
