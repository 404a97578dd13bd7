using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling;

/// <summary>The core alone: what ended without a verdict is run no further.</summary>
public sealed class StoppingTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Scheduler _scheduler;

    public StoppingTests() => _scheduler = new Scheduler(Options.Create(new SchedulingOptions()), _time);

    [Fact]
    public void What_was_read_before_it_was_adopted_again_does_not_make_it_forgotten()
    {
        var job = _scheduler.Enqueue();
        var since = _scheduler.BeginReading();
        _scheduler.Adopt([new OwnedJob(new WaitingJob(job, "cpp", DateTimeOffset.UnixEpoch), null)]);

        Assert.False(_scheduler.TryForget(job, since));
        Assert.Equal([job.Token], _scheduler.Tokens());

        Assert.True(_scheduler.TryForget(job, _scheduler.BeginReading()));
        Assert.Empty(_scheduler.Tokens());
    }

    [Fact]
    public void A_job_that_waits_leaves_the_queue()
    {
        var job = _scheduler.Enqueue();
        var stream = _scheduler.Connect();

        Assert.Equal(job, _scheduler.Stop(job)?.Key);

        Assert.Null(_scheduler.Claim(stream, "1").Job);
        Assert.Empty(_scheduler.Tokens());
        Assert.Null(_scheduler.Stop(job));
    }

    [Fact]
    public void The_sandbox_of_a_job_is_told_also_before_it_has_reported_it()
    {
        var job = _scheduler.Enqueue();
        var workChanged = new WakeUp();
        var stream = _scheduler.Connect(workChanged: workChanged);
        _scheduler.Claim(stream, "1");

        _scheduler.Stop(job);

        Assert.Equal([job], Cancels(stream));
        Assert.True(workChanged.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
        Assert.Equal(0, _scheduler.CountHeld());
    }

    [Fact]
    public void A_sandbox_that_runs_it_for_another_replica_is_told()
    {
        var job = new JobKey(Guid.NewGuid(), 2);
        var stream = _scheduler.Connect();
        _scheduler.Report(stream, Reports.Of(running: [job with { Attempt = 1 }, new JobKey(Guid.NewGuid(), 1)]));

        _scheduler.Stop(job);

        Assert.Equal([job with { Attempt = 1 }], Cancels(stream));
    }

    [Fact]
    public void A_sandbox_that_goes_on_to_report_it_is_told_again_each_time()
    {
        var job = _scheduler.Enqueue();
        _scheduler.Stop(job);
        var stream = _scheduler.Connect();

        Assert.Equal([job], _scheduler.Report(stream, Reports.Of(running: [job])));
        Assert.Equal([job], _scheduler.Report(stream, Reports.Of(running: [job])));
        Assert.Empty(_scheduler.Report(stream, Reports.Of(unacknowledged: [job])));
    }

    [Fact]
    public void The_attempt_of_a_rejudge_is_wanted_and_what_is_heard_late_of_the_end_before_it_does_not_drop_it()
    {
        var job = _scheduler.Enqueue();
        var again = job with { Attempt = 2 };
        _scheduler.Stop(job);
        Assert.True(_scheduler.TryReserve(1));
        _scheduler.Enqueue([new WaitingJob(again, "cpp", _scheduler.Now)]);

        Assert.Null(_scheduler.Stop(job));
        Assert.Null(_scheduler.Forget(job));

        var stream = _scheduler.Connect();
        Assert.Equal(again, _scheduler.Claim(stream, "1").Job?.Key);
        Assert.Equal([job], _scheduler.Report(stream, Reports.Of(running: [again, job])));
    }

    [Fact]
    public void A_rejudge_that_comes_before_the_end_is_heard_of_takes_the_place_of_the_job()
    {
        var job = _scheduler.Enqueue();
        Assert.True(_scheduler.TryReserve(1));

        _scheduler.Enqueue([new WaitingJob(job with { Attempt = 2 }, "cpp", _scheduler.Now)]);

        Assert.Equal(1, _scheduler.Waiting().Count);
        Assert.Equal(2, _scheduler.Claim(_scheduler.Connect(), "1").Job?.Key.Attempt);
    }

    [Fact]
    public void Of_very_many_the_oldest_are_forgotten()
    {
        var first = new JobKey(Guid.NewGuid(), 1);
        var second = new JobKey(Guid.NewGuid(), 1);
        _scheduler.Stop(first);
        _scheduler.Stop(second);
        for (var i = 0; i < 9_999; i++)
        {
            _scheduler.Stop(new JobKey(Guid.NewGuid(), 1));
        }

        Assert.Equal([second], _scheduler.Report(_scheduler.Connect(), Reports.Of(running: [first, second])));
    }

    private static List<JobKey> Cancels(SandboxStream stream)
    {
        var cancels = new List<JobKey>();
        while (stream.TryTakeCancel(out var key))
        {
            cancels.Add(key);
        }

        return cancels;
    }
}
