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

        await _two.RenewLeaseAsync();
        Assert.Empty(_two.Scheduler.Tokens());

        _time.Advance(Lease);
        await _two.RenewLeaseAsync();
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
        _time.Advance(Lease);
        await _two.RenewLeaseAsync();

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
        _time.Advance(Lease);
        await _two.RenewLeaseAsync();
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
        _time.Advance(Lease);
        await _two.RenewLeaseAsync();

        Assert.Null((await _one.ClaimAsync(_one.Scheduler.Connect())).Submission);
        Assert.Empty(_one.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_replica_that_lost_its_lease_lets_go_of_what_was_adopted_and_keeps_the_rest()
    {
        await _one.RenewLeaseAsync();
        var adopted = await _one.SubmitAsync();
        _time.Advance(Lease);
        await _two.RenewLeaseAsync();
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
    public async Task A_replica_has_its_lease_from_the_first_renewal_until_it_runs_out()
    {
        var keeper = _one.Get<LeaseKeeper>();
        Assert.False(keeper.HasLease);

        await _one.RenewLeaseAsync();
        Assert.True(keeper.HasLease);

        _store.Before = _ => throw new IOException("store is away");
        _time.Advance(Lease);
        await _one.RenewLeaseAsync();
        Assert.False(keeper.HasLease);
    }
}
