using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Scheduling;

namespace OjAspire.Tests.Submissions;

/// <summary>Two replicas on one store: who owns what when one is gone, or comes back.</summary>
public sealed class OwnershipTests : IDisposable
{
    private static readonly TimeSpan Lease = new OwnershipOptions().Lease;
    private static readonly TimeSpan RenewEvery = new OwnershipOptions().RenewEvery;

    private readonly FakeTimeProvider _time = new();
    private readonly FakeSubmissionStore _store;
    private readonly FakeServer _one;
    private readonly FakeServer _two;

    public OwnershipTests()
    {
        _store = new FakeSubmissionStore(_time);
        _one = new FakeServer(_store, _time, "one");
        _two = new FakeServer(_store, _time, "two");
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [Fact]
    public async Task The_queue_of_a_dead_replica_is_adopted_when_its_lease_has_run_out_and_not_before()
    {
        await _one.RenewLeaseAsync();
        var token = await _one.SubmitAsync();

        await PassAsync(Lease - RenewEvery);
        Assert.Empty(_two.Scheduler.Tokens());

        await PassAsync(RenewEvery);
        Assert.Equal([token], _two.Scheduler.Tokens());
        Assert.Equal(token, (await _two.ClaimAsync(_two.Scheduler.Connect())).Submission!.Token);
    }

    [Fact]
    public async Task An_adopter_keeps_tenants_and_priorities()
    {
        await _one.RenewLeaseAsync();
        var first = await _one.SubmitAsync(tenant: "large", priority: -1);
        var urgent = await _one.SubmitAsync(tenant: "large", priority: 1);
        var other = await _one.SubmitAsync(tenant: "small");
        await PassAsync(Lease);

        var stream = _two.Scheduler.Connect(Reports.Hello(slots: 3));
        var claimed = new List<Guid>();
        foreach (var claimId in (string[])["1", "2", "3"])
        {
            claimed.Add((await _two.ClaimAsync(stream, claimId)).Submission!.Token);
        }

        Assert.Equal([urgent, other, first], claimed);
    }

    [Fact]
    public async Task A_released_lease_lets_others_adopt_at_once()
    {
        await _one.RenewLeaseAsync();
        var token = await _one.SubmitAsync();

        await _one.Get<LeaseKeeper>().ReleaseAsync(CancellationToken.None);
        await _two.RenewLeaseAsync();

        Assert.Equal([token], _two.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_running_job_of_a_dead_replica_is_recognised_and_its_result_counts()
    {
        await _one.RenewLeaseAsync();
        await _one.SubmitAsync();
        var key = (await _one.ClaimAsync(_one.Scheduler.Connect())).Submission!.Key();
        await _one.SettleAsync();
        await PassAsync(Lease);
        var stream = _two.Scheduler.Connect();
        _two.Scheduler.Report(stream, Reports.Of(running: [key]));
        _time.Advance(TimeSpan.FromMinutes(1));
        await _two.SettleAsync();
        Assert.Equal((SubmissionState.Assigned, 1), (_store[key.Token].State, _store[key.Token].Attempt));

        _two.Scheduler.ResultReceived(stream, key);
        var result = new JudgeResult { Verdict = Verdict.Accepted };
        await _two.Get<VerdictRecorder>().RecordAsync(new JobOutcome(stream, key, result, null, "", _ => { }), CancellationToken.None);
        await _two.SettleAsync();

        Assert.Equal(Verdict.Accepted, _store[key.Token].Result!.Verdict);
    }

    [Fact]
    public async Task A_replica_that_comes_back_from_a_pause_assigns_nothing_that_was_adopted_meanwhile()
    {
        await _one.RenewLeaseAsync();
        await _one.SubmitAsync();
        await PassAsync(Lease);

        Assert.Null((await _one.ClaimAsync(_one.Scheduler.Connect())).Submission);
        Assert.Empty(_one.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_replica_that_lost_its_lease_lets_go_of_what_was_adopted_and_keeps_the_rest()
    {
        await _one.RenewLeaseAsync();
        var adopted = await _one.SubmitAsync();
        await PassAsync(Lease);
        var kept = await _one.SubmitAsync();

        await _one.RenewLeaseAsync();

        Assert.Equal([kept], _one.Scheduler.Tokens());
        Assert.Equal([adopted], _two.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_failure_told_to_another_replica_returns_to_the_owners_queue()
    {
        await _one.RenewLeaseAsync();
        await _one.SubmitAsync();
        var first = _one.Scheduler.Connect();
        var key = (await _one.ClaimAsync(first)).Submission!.Key();
        await _one.SettleAsync();
        _one.Scheduler.Disconnect(first, saidGoodbye: false);

        var failure = new JobFailed { Fault = JobFailed.Types.Fault.Sandbox, Reason = "no isolation" };
        await _two.Get<VerdictRecorder>().RecordAsync(new JobOutcome(_two.Scheduler.Connect(), key, null, failure, "", _ => { }), CancellationToken.None);
        await _two.SettleAsync();
        Assert.Equal(2, _store[key.Token].Attempt);

        _time.Advance(new SchedulingOptions().OrphanGrace);
        _one.Scheduler.Tick();
        await _one.SettleAsync();
        Assert.Equal(2, (await _one.ClaimAsync(_one.Scheduler.Connect())).Submission!.Attempt);
    }

    [Fact]
    public async Task After_an_outage_longer_than_the_lease_nobody_adopts_from_those_who_live()
    {
        var tokens = await StartBothAsync();
        _store.Before = _ => throw new IOException("store is away");
        await PassAsync(2 * Lease);
        _store.Before = _ => { };

        // The first one back finds all the leases run out, and so it does when it is told that something was left.
        await _two.RenewLeaseAsync();
        await _two.Get<Adopter>().AdoptAsync(CancellationToken.None);
        await PassAsync(RenewEvery / 2);
        await _one.RenewLeaseAsync();
        await PassAsync(2 * Lease, _one, _two);

        Assert.Equal([tokens.One], _one.Scheduler.Tokens());
        Assert.Equal([tokens.Two], _two.Scheduler.Tokens());
        Assert.Equal(["one", "two"], _store.Rows.Select(row => row.Owner));
    }

    [Fact]
    public async Task Of_a_replica_that_died_in_an_outage_everything_is_adopted_a_lease_after_the_store_is_back()
    {
        var (one, two) = await StartBothAsync();
        _store.Before = _ => throw new IOException("store is away");
        await PassAsync(2 * Lease);
        _store.Before = _ => { };

        await _two.RenewLeaseAsync();
        await PassAsync(Lease - RenewEvery);
        Assert.Equal([two], _two.Scheduler.Tokens());

        await PassAsync(RenewEvery);
        Assert.Equal([two, one], _two.Scheduler.Tokens());
    }

    [Fact]
    public async Task What_was_left_in_order_is_adopted_at_once_also_after_an_outage()
    {
        var (one, two) = await StartBothAsync();
        await _one.Get<LeaseKeeper>().ReleaseAsync(CancellationToken.None);
        _store.Before = _ => throw new IOException("store is away");
        await PassAsync(2 * Lease);
        _store.Before = _ => { };

        await _two.RenewLeaseAsync();

        Assert.Equal([two, one], _two.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_replica_whose_clock_stood_still_is_told_by_the_store_that_it_has_lost_its_lease()
    {
        // Its machine was suspended: by its own clock no time has passed.
        var slow = new FakeTimeProvider();
        using var suspended = new FakeServer(_store, slow, "suspended");
        await suspended.RenewLeaseAsync();
        var token = await suspended.SubmitAsync();
        await _two.RenewLeaseAsync();
        await PassAsync(Lease);
        Assert.Equal([token], _two.Scheduler.Tokens());

        slow.Advance(RenewEvery);
        await suspended.RenewLeaseAsync();

        Assert.Empty(suspended.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_replica_that_lost_a_job_neither_delivers_it_again_nor_gives_it_up()
    {
        await _one.RenewLeaseAsync();
        await _two.RenewLeaseAsync();
        await _one.SubmitAsync();
        var stream = _one.Scheduler.Connect();
        var key = (await _one.ClaimAsync(stream)).Submission!.Key();
        await _one.SettleAsync();
        await PassAsync(Lease);

        // It goes on where it stood still, and misses the job.
        _one.Scheduler.Report(stream, Reports.Of());
        await _one.SettleAsync();

        Assert.Equal((1, "two"), (_store[key.Token].Attempt, _store[key.Token].Owner));
        Assert.Empty(_one.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_failure_told_to_a_replica_that_has_lost_the_job_returns_to_the_owners_queue()
    {
        await _one.RenewLeaseAsync();
        await _two.RenewLeaseAsync();
        await _one.SubmitAsync();
        var stream = _one.Scheduler.Connect();
        var key = (await _one.ClaimAsync(stream)).Submission!.Key();
        await _one.SettleAsync();
        await PassAsync(Lease);

        var failure = new JobFailed { Fault = JobFailed.Types.Fault.Sandbox, Reason = "no isolation" };
        await _one.Get<VerdictRecorder>().RecordAsync(new JobOutcome(stream, key, null, failure, "", _ => { }), CancellationToken.None);
        await _one.SettleAsync();

        Assert.Equal((2, SubmissionState.Queued, "two"), (_store[key.Token].Attempt, _store[key.Token].State, _store[key.Token].Owner));
    }

    [Fact]
    public async Task A_replica_has_its_lease_from_the_first_renewal_until_it_runs_out()
    {
        var lease = _one.Get<OwnLease>();
        Assert.False(lease.IsValid);

        await _one.RenewLeaseAsync();
        Assert.True(lease.IsValid);

        _store.Before = _ => throw new IOException("store is away");
        _time.Advance(Lease);
        await _one.RenewLeaseAsync();
        Assert.False(lease.IsValid);
    }

    /// <summary>Time passes, and a replica that lives renews its lease meanwhile.</summary>
    private Task PassAsync(TimeSpan time) => PassAsync(time, _two);

    private async Task PassAsync(TimeSpan time, params FakeServer[] living)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += RenewEvery)
        {
            foreach (var server in living)
            {
                await server.RenewLeaseAsync();
            }

            _time.Advance(time - passed < RenewEvery ? time - passed : RenewEvery);
        }

        foreach (var server in living)
        {
            await server.RenewLeaseAsync();
        }
    }

    private async Task<(Guid One, Guid Two)> StartBothAsync()
    {
        await _one.RenewLeaseAsync();
        await _two.RenewLeaseAsync();
        return (await _one.SubmitAsync(), await _two.SubmitAsync());
    }
}
