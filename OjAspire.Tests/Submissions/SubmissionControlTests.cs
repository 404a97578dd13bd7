using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Scheduling;

namespace OjAspire.Tests.Submissions;

/// <summary>Cancelling, rejudging, and what is counted across replicas, on a fake clock and a fake store.</summary>
public sealed class SubmissionControlTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeSubmissionStore _store;
    private readonly FakeServer _server;
    private readonly FakeServer _other;
    private readonly SandboxStream _stream;
    private readonly List<JobKey> _acknowledged = [];

    public SubmissionControlTests()
    {
        _store = new FakeSubmissionStore(_time);
        _server = new FakeServer(_store, _time, configure: options => options.MaxUnfinished = 3);
        _other = new FakeServer(_store, _time, "server-2", options => options.OrphanGrace = TimeSpan.FromSeconds(1));
        _stream = _server.Scheduler.Connect();
    }

    public void Dispose()
    {
        _server.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_running_submission_that_is_cancelled_ends_there_and_its_result_is_a_repeat()
    {
        var key = await AssignAsync();
        var waiting = _server.Get<ISubmissionIntake>().WaitForFinalAsync(key.Token, CancellationToken.None);

        Assert.True(await _server.Get<ISubmissionControl>().CancelAsync(key.Token, CancellationToken.None));

        Assert.Equal(Unjudged.Cancelled, (await waiting)!.Unjudged);
        Assert.True(_stream.TryTakeCancel(out var cancelled));
        Assert.Equal(key, cancelled);
        await SendAsync(_server, key, Verdict.Accepted);
        await _server.SettleAsync();
        Assert.Equal([key], _acknowledged);
        Assert.Null(_store[key.Token].Result);
        Assert.Equal(1, _store.Finals[key.Token]);
        Assert.False(await _server.Get<ISubmissionControl>().CancelAsync(key.Token, CancellationToken.None));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_another_replica_cancels_leaves_the_queue_of_its_owner()
    {
        var listener = _server.Get<FinalFeedListener>();
        await listener.StartAsync(CancellationToken.None);
        await _store.Watched.Task;
        var token = await _server.SubmitAsync();

        await _other.Get<ISubmissionControl>().CancelAsync(token, CancellationToken.None);

        while (_server.Scheduler.Waiting().Count > 0)
        {
            await Task.Yield();
        }

        Assert.Null((await _server.ClaimAsync(_stream)).Submission);
        await listener.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_claim_that_is_answered_while_its_job_is_cancelled_gets_none()
    {
        var token = await _server.SubmitAsync();
        _store.Before = method =>
        {
            if (method == nameof(ISubmissionStore.FindAsync))
            {
                _store.Before = _ => { };
                _store.CancelAsync(token, _time.GetUtcNow(), CancellationToken.None).GetAwaiter().GetResult();
            }
        };

        Assert.Null((await _server.ClaimAsync(_stream)).Submission);
        Assert.Empty(_server.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_final_submission_is_judged_anew_under_the_next_attempt_and_a_late_result_of_before_does_not_count()
    {
        var key = await AssignAsync();
        await SendAsync(_server, key, Verdict.WrongAnswer);
        await _server.SettleAsync();
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(RejudgeOutcome.Queued, await _server.Get<ISubmissionControl>().RejudgeAsync(key.Token, CancellationToken.None));
        Assert.Equal(RejudgeOutcome.NotFinal, await _server.Get<ISubmissionControl>().RejudgeAsync(key.Token, CancellationToken.None));

        // By when it was rejudged, or it would go before everything that came since its acceptance.
        Assert.Equal(_time.GetUtcNow(), Assert.Single(_server.Scheduler.Waiting().Languages).OldestEnqueuedAt);
        await SendAsync(_server, key, Verdict.TimeLimit);
        await _server.SettleAsync();
        Assert.Equal((SubmissionState.Queued, 2), (_store[key.Token].State, _store[key.Token].Attempt));
        var answer = await _server.ClaimAsync(_stream);
        Assert.Equal((2, 2), (answer.Submission!.Attempt, answer.Submission.FirstAttempt));
        await SendAsync(_server, answer.Submission.Key(), Verdict.Accepted);
        await _server.SettleAsync();
        Assert.Equal(Verdict.Accepted, _store[key.Token].Result!.Verdict);
        Assert.Equal(Verdict.WrongAnswer, Assert.Single(await _store.ListAttemptsAsync(key.Token, CancellationToken.None)).Result!.Verdict);
    }

    [Fact]
    public async Task What_cannot_be_rejudged_keeps_no_room()
    {
        var control = _server.Get<ISubmissionControl>();
        var final = await AssignAsync();
        await SendAsync(_server, final, Verdict.Accepted);
        await _server.SettleAsync();
        Assert.Equal(RejudgeOutcome.Unknown, await control.RejudgeAsync(Guid.NewGuid(), CancellationToken.None));
        _store.Before = method =>
        {
            if (method == nameof(ISubmissionStore.RejudgeAsync))
            {
                throw new IOException("disk full");
            }
        };
        for (var i = 0; i < 4; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => control.RejudgeAsync(final.Token, CancellationToken.None));
        }

        _store.Before = _ => { };
        for (var i = 0; i < 3; i++)
        {
            await _server.SubmitAsync();
        }

        await Assert.ThrowsAsync<QueueFullException>(() => control.RejudgeAsync(final.Token, CancellationToken.None));
        Assert.Equal(SubmissionState.Final, _store[final.Token].State);
    }

    [Fact]
    public async Task Failures_are_counted_across_replicas_and_the_last_one_names_the_sandboxes_of_all()
    {
        var token = (await AssignAsync()).Token;
        await FailAsync(_server, _stream, new JobKey(token, 1), JobFailed.Types.Fault.Sandbox);
        await HandBackOnceAsync(token);

        // The first replica dies; the second one adopts what it left, with what it had counted.
        await _other.RenewLeaseAsync();
        Assert.Equal(new DeliveryCounts(1, 0), _store[token].Counts);
        var there = _other.Scheduler.Connect(Reports.Hello("sandbox-b"));
        for (var attempt = 3; attempt <= 4; attempt++)
        {
            Assert.Equal(attempt, (await _other.ClaimAsync(there, $"{attempt}")).Submission!.Attempt);
            await FailAsync(_other, there, new JobKey(token, attempt), JobFailed.Types.Fault.Sandbox);
        }

        Assert.Equal((Unjudged.GivenUp, new DeliveryCounts(3, 0)), (_store[token].Unjudged, _store[token].Counts));
        Assert.EndsWith("(sandboxes: sandbox-a, sandbox-b).", _store[token].InternalError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_is_told_to_a_replica_that_does_not_own_the_submission_is_counted_all_the_same()
    {
        var token = (await AssignAsync()).Token;
        var there = _other.Scheduler.Connect();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await FailAsync(_other, there, new JobKey(token, attempt), JobFailed.Types.Fault.Sandbox);
        }

        Assert.Equal((Unjudged.GivenUp, new DeliveryCounts(3, 0)), (_store[token].Unjudged, _store[token].Counts));
    }

    [Fact]
    public async Task A_submission_whose_sandboxes_die_twice_is_quarantined_naming_them_and_a_rejudge_releases_it()
    {
        await _other.RenewLeaseAsync();
        var token = await _other.SubmitAsync();
        await DieAsync("sandbox-x");
        Assert.Equal((SubmissionState.Queued, new DeliveryCounts(1, 1)), (_store[token].State, _store[token].Counts));
        await DieAsync("sandbox-y");

        Assert.Equal(Unjudged.Quarantined, _store[token].Unjudged);
        Assert.Contains("quarantined", _store[token].InternalError, StringComparison.Ordinal);
        Assert.Contains("(sandbox-x, sandbox-y)", _store[token].InternalError, StringComparison.Ordinal);
        Assert.Equal(1, await _other.Get<QuarantinedCount>().GetAsync(CancellationToken.None));

        await _other.Get<ISubmissionControl>().RejudgeAsync(token, CancellationToken.None);
        await DieAsync("sandbox-z");
        Assert.Equal((SubmissionState.Queued, 4, new DeliveryCounts(1, 1)), (_store[token].State, _store[token].Attempt, _store[token].Counts));
    }

    private async Task DieAsync(string baseId)
    {
        var stream = _other.Scheduler.Connect(Reports.Hello(baseId));
        Assert.NotNull((await _other.ClaimAsync(stream, baseId)).Submission);
        await _other.SettleAsync();
        _other.Scheduler.Disconnect(stream, saidGoodbye: false);
        _time.Advance(TimeSpan.FromSeconds(1));
        _other.Scheduler.Tick();
        await _other.SettleAsync();
    }

    private async Task HandBackOnceAsync(Guid token)
    {
        Assert.Equal(2, (await _server.ClaimAsync(_stream, "2")).Submission!.Attempt);
        await FailAsync(_server, _stream, new JobKey(token, 2), JobFailed.Types.Fault.HandedBack);
    }

    private async Task<JobKey> AssignAsync()
    {
        await _server.SubmitAsync();
        var key = (await _server.ClaimAsync(_stream)).Submission!.Key();
        await _server.SettleAsync();
        return key;
    }

    private async Task FailAsync(FakeServer server, SandboxStream stream, JobKey key, JobFailed.Types.Fault fault)
    {
        await server.Get<VerdictRecorder>().RecordAsync(
            new JobOutcome(stream, key, null, new JobFailed { Fault = fault, Reason = "no isolation" }, "", _acknowledged.Add), CancellationToken.None);
        await server.SettleAsync();
    }

    private ValueTask SendAsync(FakeServer server, JobKey key, Verdict verdict)
    {
        server.Scheduler.ResultReceived(_stream, key);
        return server.Get<VerdictRecorder>().RecordAsync(
            new JobOutcome(_stream, key, new JudgeResult { Verdict = verdict }, null, "", _acknowledged.Add), CancellationToken.None);
    }
}
