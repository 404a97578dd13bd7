using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling;

/// <summary>The core alone, on a fake clock: jobs of which sandboxes die.</summary>
public sealed class QuarantineTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly Scheduler _scheduler;
    private int _claims;

    public QuarantineTests() =>
        _scheduler = new Scheduler(Options.Create(new SchedulingOptions { OrphanGrace = Grace, MaxDeliveries = 5, MaxSandboxDeaths = 2 }), _time);

    [Fact]
    public void A_job_whose_sandboxes_died_twice_is_quarantined()
    {
        var job = _scheduler.Enqueue();

        var first = Assert.Single(DieWith("sandbox-a"));
        Assert.Equal(new Redelivery(job, AttemptEnding.Died, "sandbox-a", "its sandbox died", new DeliveryCounts(1, 1), RedeliveryStep.Again), first);
        _scheduler.Requeued(job);
        var second = Assert.Single(DieWith("sandbox-b"));

        Assert.Equal((new DeliveryCounts(2, 2), RedeliveryStep.Quarantine, "sandbox-b"), (second.Counts, second.Step, second.SandboxBaseId));
    }

    [Fact]
    public void Deaths_that_another_replica_counted_count()
    {
        _scheduler.Adopt([new OwnedJob(Job(new JobKey(Guid.NewGuid(), 2)) with { Counts = new DeliveryCounts(1, 1) }, AssignedTo: null)]);

        Assert.Equal(RedeliveryStep.Quarantine, Assert.Single(DieWith("sandbox-b")).Step);
    }

    [Fact]
    public void Failures_that_another_replica_counted_count_and_what_was_handed_back_to_it_does_not()
    {
        _scheduler.Adopt([new OwnedJob(Job(new JobKey(Guid.NewGuid(), 9)) with { Counts = new DeliveryCounts(3, 0) }, AssignedTo: null)]);
        var stream = _scheduler.Connect();

        var fourth = Fail(stream);
        Assert.Equal((new DeliveryCounts(4, 0), RedeliveryStep.Again), (fourth.Counts, fourth.Step));
        _scheduler.Requeued(fourth.Key);
        var fifth = Fail(stream);

        Assert.Equal((new DeliveryCounts(5, 0), RedeliveryStep.GiveUp), (fifth.Counts, fifth.Step));
    }

    [Fact]
    public void A_sandbox_that_is_connected_when_the_grace_time_ends_has_lost_the_job_and_did_not_die()
    {
        _scheduler.Enqueue();
        var stream = _scheduler.Connect();
        Claim(stream);
        _scheduler.Disconnect(stream, saidGoodbye: false);
        _scheduler.Connect();

        Assert.Equal((AttemptEnding.Lost, new DeliveryCounts(1, 0)), ExpireOne());
    }

    [Fact]
    public void An_adopter_that_has_not_seen_the_sandbox_go_does_not_call_it_dead()
    {
        _scheduler.Adopt([new OwnedJob(Job(new JobKey(Guid.NewGuid(), 1)), AssignedTo: "sandbox-a")]);

        Assert.Equal((AttemptEnding.Lost, new DeliveryCounts(1, 0)), ExpireOne());
    }

    [Fact]
    public void A_replica_that_stops_does_not_call_the_sandboxes_dead_whose_streams_it_ends()
    {
        _scheduler.Enqueue();
        var stream = _scheduler.Connect();
        Claim(stream);
        _scheduler.BeginDrain();
        _scheduler.Disconnect(stream, saidGoodbye: false);

        Assert.Equal((AttemptEnding.Lost, new DeliveryCounts(1, 0)), ExpireOne());
    }

    [Fact]
    public void After_a_rejudge_a_sandbox_that_was_dead_before_takes_no_death_back()
    {
        var job = _scheduler.Enqueue();
        DieWith("sandbox-a");
        _scheduler.Requeued(job);
        Assert.True(_scheduler.TryReserve(1));
        _scheduler.Enqueue([Job(job with { Attempt = 3 })]);
        DieWith("sandbox-b");
        _scheduler.Requeued(job with { Attempt = 3 });

        _scheduler.Connect(Reports.Hello("sandbox-a"));

        Assert.Equal((new DeliveryCounts(2, 2), RedeliveryStep.Quarantine), CountsAndStep(Assert.Single(DieWith("sandbox-c"))));
    }

    [Fact]
    public void A_sandbox_that_comes_back_after_it_was_taken_for_dead_was_cut_off_and_its_job_is_no_suspect()
    {
        var job = _scheduler.Enqueue();
        Assert.Single(DieWith("sandbox-a"));
        _scheduler.Requeued(job);

        _scheduler.Connect(Reports.Hello("sandbox-a"));

        var again = Assert.Single(DieWith("sandbox-b"));
        Assert.Equal((new DeliveryCounts(2, 1), RedeliveryStep.Again), (again.Counts, again.Step));
    }

    [Fact]
    public void A_sandbox_has_one_suspect_at_a_time_and_is_told_of_no_other_while_everything_else_goes_on()
    {
        var (one, two, three) = (_scheduler.Enqueue(), _scheduler.Enqueue(), _scheduler.Enqueue());
        Assert.Equal(3, DieWith("sandbox-a", jobs: 3).Count);
        _scheduler.Requeued(one);
        _scheduler.Requeued(two);
        var bystander = _scheduler.Enqueue();
        var (b, c) = (_scheduler.Connect(Reports.Hello("sandbox-b", slots: 3)), _scheduler.Connect(Reports.Hello("sandbox-c", slots: 3)));

        Assert.Equal(one with { Attempt = 2 }, Claim(b));
        Assert.Equal(bystander, Claim(b));
        Assert.Null(Claim(b));
        Assert.Equal((0, 1), (_scheduler.TellWaiting(b).Count, _scheduler.TellWaiting(c).Count));
        Assert.Equal(two with { Attempt = 2 }, Claim(c));

        _scheduler.Requeued(three);
        Assert.Equal((0, 0), (_scheduler.TellWaiting(b).Count, _scheduler.TellWaiting(c).Count));
        _scheduler.ResultReceived(b, one with { Attempt = 2 });
        Assert.Equal((1, 0), (_scheduler.TellWaiting(b).Count, _scheduler.TellWaiting(c).Count));
        Assert.Equal(three with { Attempt = 2 }, Claim(b));
    }

    [Fact]
    public void A_suspect_that_turns_out_to_be_none_keeps_no_other_waiting()
    {
        var (one, two) = (_scheduler.Enqueue(), _scheduler.Enqueue());
        DieWith("sandbox-a", jobs: 2);
        _scheduler.Requeued(one);
        _scheduler.Requeued(two);
        var stream = _scheduler.Connect(Reports.Hello("sandbox-b"));
        Assert.Equal(one with { Attempt = 2 }, Claim(stream));

        _scheduler.Connect(Reports.Hello("sandbox-a"));

        Assert.Equal(two with { Attempt = 2 }, Claim(stream));
        Assert.Equal(0, _scheduler.Waiting().Count);
    }

    [Fact]
    public void Waiting_suspects_are_told_together_with_the_others()
    {
        var suspect = _scheduler.Enqueue();
        DieWith("sandbox-a");
        _time.Advance(TimeSpan.FromSeconds(1));
        _scheduler.Enqueue();
        _scheduler.Enqueue("py");
        _scheduler.Requeued(suspect);

        var waiting = _scheduler.Waiting().Languages.OrderBy(language => language.LanguageKey).ToArray();

        Assert.Equal([("cpp", 2), ("py", 1)], waiting.Select(language => (language.LanguageKey, language.Count)));
        Assert.Equal(TimeSpan.FromSeconds(11), waiting[1].OldestEnqueuedAt - waiting[0].OldestEnqueuedAt);
    }

    private static WaitingJob Job(JobKey key) => new(key, "cpp", DateTimeOffset.UnixEpoch);

    private JobKey? Claim(SandboxStream stream) => _scheduler.Claim(stream, $"{++_claims}").Job?.Key;

    private Redelivery Fail(SandboxStream stream) => _scheduler.Failed(stream, Claim(stream)!.Value, AttemptEnding.Failed, "no isolation")!;

    /// <summary>A sandbox takes jobs and dies; what comes of it when nobody has reported them for long enough.</summary>
    private List<Redelivery> DieWith(string baseId, int jobs = 1)
    {
        var stream = _scheduler.Connect(Reports.Hello(baseId, slots: jobs));
        for (var job = 0; job < jobs; job++)
        {
            Assert.NotNull(Claim(stream));
        }

        _scheduler.Disconnect(stream, saidGoodbye: false);
        return Expire();
    }

    private List<Redelivery> Expire()
    {
        _time.Advance(Grace);
        _scheduler.Tick();
        var redeliveries = new List<Redelivery>();
        while (_scheduler.Redeliveries.TryRead(out var redelivery))
        {
            redeliveries.Add(redelivery);
        }

        return redeliveries;
    }

    private static (DeliveryCounts Counts, RedeliveryStep Step) CountsAndStep(Redelivery redelivery) => (redelivery.Counts, redelivery.Step);

    private (AttemptEnding Ending, DeliveryCounts Counts) ExpireOne()
    {
        var redelivery = Assert.Single(Expire());
        return (redelivery.Ending, redelivery.Counts);
    }
}
