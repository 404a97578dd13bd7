using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Scheduling;

namespace OjAspire.Tests.Submissions;

/// <summary>Two replicas on one store: what waits in vain at one is left to the other, once and not to and fro.</summary>
public sealed class HandOverTests : IDisposable
{
    private static readonly TimeSpan HandOverAfter = new SchedulingOptions().HandOverAfter;

    private readonly FakeTimeProvider _time = new();
    private readonly FakeSubmissionStore _store;
    private readonly FakeServer _one;
    private readonly FakeServer _two;

    public HandOverTests()
    {
        _store = new FakeSubmissionStore(_time);
        _one = new FakeServer(_store, _time, "one", options => options.MaxUnfinished = 3);
        _two = new FakeServer(_store, _time, "two");
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [Fact]
    public async Task A_draining_replica_accepts_submissions_and_leaves_them_to_another_under_the_same_attempt()
    {
        await RenewAsync();
        var waiting = await _one.SubmitAsync();
        _one.Scheduler.BeginDrain();
        var late = await _one.SubmitAsync();

        await HandOverAsync(_one);
        Assert.Empty(_one.Scheduler.Tokens());
        var stream = _two.Scheduler.Connect();
        await AdoptAsync(_two);

        Assert.Equal([waiting, late], [(await _two.ClaimAsync(stream, "1")).Submission!.Token, (await _two.ClaimAsync(stream, "2")).Submission!.Token]);
        Assert.All(_store.Rows, row => Assert.Equal(("two", 1), (row.Owner, row.Attempt)));
    }

    [Fact]
    public async Task A_draining_replica_keeps_what_a_sandbox_runs_and_takes_its_result()
    {
        await RenewAsync();
        await _one.SubmitAsync();
        var stream = _one.Scheduler.Connect();
        var key = (await _one.ClaimAsync(stream)).Submission!.Key();
        _one.Scheduler.BeginDrain();

        await HandOverAsync(_one);
        await AdoptAsync(_two);
        Assert.Equal((1, "one"), (_one.Scheduler.CountHeld(), _store[key.Token].Owner));

        _one.Scheduler.ResultReceived(stream, key);
        Assert.Equal(1, _one.Scheduler.CountHeld());
        var result = new JudgeResult { Verdict = Verdict.Accepted };
        await _one.Get<VerdictRecorder>().RecordAsync(new JobOutcome(stream, key, result, null, "", _ => { }), CancellationToken.None);
        await _one.SettleAsync();
        Assert.Equal((0, SubmissionState.Final), (_one.Scheduler.CountHeld(), _store[key.Token].State));
    }

    [Fact]
    public async Task What_is_handed_back_to_a_draining_replica_is_left_to_another_at_once()
    {
        await RenewAsync();
        await _one.SubmitAsync();
        var stream = _one.Scheduler.Connect();
        var key = (await _one.ClaimAsync(stream)).Submission!.Key();
        await _one.SettleAsync();
        _one.Scheduler.BeginDrain();
        var failure = new JobFailed { Fault = JobFailed.Types.Fault.HandedBack, Reason = "shutting down" };

        await _one.Get<VerdictRecorder>().RecordAsync(new JobOutcome(stream, key, null, failure, "", _ => { }), CancellationToken.None);
        await _one.SettleAsync();
        await HandOverAsync(_one);
        var other = _two.Scheduler.Connect();
        await AdoptAsync(_two);

        Assert.Equal((key.Token, 2), (await _two.ClaimAsync(other)).Submission is { } again ? (again.Token, again.Attempt) : default);
    }

    [Fact]
    public async Task What_no_sandbox_here_can_judge_is_left_to_a_replica_that_has_one_and_to_no_other()
    {
        await RenewAsync();
        _one.Scheduler.Connect(Reports.Hello(languages: "py"));
        var token = await _one.SubmitAsync("cpp");
        _time.Advance(HandOverAfter);
        await HandOverAsync(_one);
        Assert.Equal(Submission.NoOwner, _store[token].Owner);

        // No sandbox, and one that lacks the language: neither takes it, nor gets it back.
        await AdoptAsync(_two);
        _two.Scheduler.Connect(Reports.Hello("sandbox-b", languages: "py"));
        await AdoptAsync(_two);
        await AdoptAsync(_one);
        Assert.Equal(Submission.NoOwner, _store[token].Owner);

        var stream = _two.Scheduler.Connect(Reports.Hello("sandbox-c", languages: "cpp"));
        await AdoptAsync(_two);
        Assert.Equal((token, 1), (await _two.ClaimAsync(stream)).Submission is { } job ? (job.Token, job.Attempt) : default);
    }

    [Fact]
    public async Task A_stream_that_comes_back_in_time_finds_its_queue()
    {
        await RenewAsync();
        var stream = _one.Scheduler.Connect();
        var token = await _one.SubmitAsync();
        _one.Scheduler.Disconnect(stream, saidGoodbye: false);
        _time.Advance(HandOverAfter - TimeSpan.FromMilliseconds(1));
        await HandOverAsync(_one);
        Assert.Equal([token], _one.Scheduler.Tokens());

        _one.Scheduler.Connect();
        _time.Advance(TimeSpan.FromMinutes(1));
        await HandOverAsync(_one);
        Assert.Equal([token], _one.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_sandbox_that_takes_no_work_covers_nothing()
    {
        await RenewAsync();
        var stream = _one.Scheduler.Connect();
        var token = await _one.SubmitAsync();
        _one.Scheduler.Report(stream, Reports.Of(availability: SandboxAvailability.Withdrawn));
        _time.Advance(HandOverAfter);

        await HandOverAsync(_one);
        Assert.Equal(Submission.NoOwner, _store[token].Owner);

        _one.Scheduler.Report(stream, Reports.Of());
        await AdoptAsync(_one);
        Assert.Equal([token], _one.Scheduler.Tokens());
    }

    [Fact]
    public async Task The_core_says_when_a_language_has_been_without_a_sandbox_for_too_long_and_when_one_has_come()
    {
        await _one.SubmitAsync();
        var unservable = _one.Scheduler.Unservable.WaitAsync(CancellationToken.None).AsTask();
        _one.Scheduler.Tick();
        Assert.False(unservable.IsCompleted);

        _time.Advance(HandOverAfter);
        _one.Scheduler.Tick();
        await unservable.WaitAsync(TimeSpan.FromSeconds(10));

        var gained = _one.Scheduler.CoverageGained.WaitAsync(CancellationToken.None).AsTask();
        _one.Scheduler.Connect();
        await gained.WaitAsync(TimeSpan.FromSeconds(10));
        gained = _one.Scheduler.CoverageGained.WaitAsync(CancellationToken.None).AsTask();
        _one.Scheduler.Connect(Reports.Hello("sandbox-b"));
        Assert.False(gained.IsCompleted);
    }

    [Fact]
    public async Task What_nobody_can_judge_fills_a_bounded_place_and_then_the_queue()
    {
        await RenewAsync();
        _time.Advance(HandOverAfter);
        for (var submission = 0; submission < 6; submission++)
        {
            await _one.SubmitAsync();
            await HandOverAsync(_one);
        }

        Assert.Equal((3, 3), (_store.Rows.Count(row => row.Owner == Submission.NoOwner), _one.Scheduler.Tokens().Count));
        await Assert.ThrowsAsync<QueueFullException>(() => _one.SubmitAsync());
    }

    [Fact]
    public async Task Who_waits_when_a_replica_must_end_is_told_how_it_stands()
    {
        await RenewAsync();
        var token = await _one.SubmitAsync();
        var waiting = _one.Get<ISubmissionIntake>().WaitForFinalAsync(token, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(1, _one.Get<SubmissionWaiters>().Count);

        _one.Get<SubmissionWaiters>().End();

        Assert.Equal(SubmissionState.Queued, (await waiting.WaitAsync(TimeSpan.FromSeconds(10)))!.State);
        Assert.Equal(SubmissionState.Queued, (await _one.Get<ISubmissionIntake>().WaitForFinalAsync(token, CancellationToken.None))!.State);
    }

    private async Task RenewAsync()
    {
        await _one.RenewLeaseAsync();
        await _two.RenewLeaseAsync();
    }

    private static Task HandOverAsync(FakeServer server) => server.Get<HandOver>().HandOverAsync(CancellationToken.None);

    private static Task AdoptAsync(FakeServer server) => server.Get<Adopter>().AdoptAsync(CancellationToken.None);
}
