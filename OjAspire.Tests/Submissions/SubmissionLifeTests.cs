using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Scheduling;

namespace OjAspire.Tests.Submissions;

/// <summary>A submission's way from intake to outcome at one replica, step by step, on a fake clock and a fake store.</summary>
public sealed class SubmissionLifeTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeSubmissionStore _store;
    private readonly FakeServer _server;
    private readonly SandboxStream _stream;
    private readonly List<JobKey> _acknowledged = [];

    public SubmissionLifeTests()
    {
        _store = new FakeSubmissionStore(_time);
        _server = new FakeServer(_store, _time, configure: options => options.MaxUnfinished = 3);
        _stream = _server.Scheduler.Connect();
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task An_accepted_submission_is_committed_queued_assigned_and_judged()
    {
        var token = await _server.SubmitAsync();
        Assert.Equal(SubmissionState.Queued, _store[token].State);
        Assert.Equal(_server.Id, _store[token].Owner);

        var answer = await _server.ClaimAsync(_stream);
        Assert.Equal(token, answer.Submission!.Token);
        await _server.SettleAsync();
        Assert.Equal(("sandbox-a", SubmissionState.Assigned), (_store[token].SandboxBaseId, _store[token].State));

        await SendAsync(answer.Submission.Key(), Verdict.WrongAnswer);
        await _server.SettleAsync();
        Assert.Equal(Verdict.WrongAnswer, _store[token].Result!.Verdict);
        Assert.Equal([answer.Submission.Key()], _acknowledged);
        Assert.Empty(_server.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_full_queue_refuses_all_of_a_batch_and_stores_none()
    {
        await _server.SubmitAsync();

        await Assert.ThrowsAsync<QueueFullException>(() =>
            _server.Get<ISubmissionIntake>().AcceptAsync([FakeServer.Program(), FakeServer.Program(), FakeServer.Program()], CancellationToken.None));

        Assert.Single(_store.Rows);
    }

    [Fact]
    public async Task A_store_that_fails_refuses_the_submission_and_keeps_no_room()
    {
        _store.Before = _ => throw new IOException("disk full");
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => _server.SubmitAsync());
        }

        _store.Before = _ => { };
        await _server.SubmitAsync();
        Assert.Single(_server.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_result_is_acknowledged_only_after_the_commit()
    {
        var key = await AssignAsync();
        var failures = 2;
        _store.Before = method =>
        {
            if (method == nameof(ISubmissionStore.FinishAsync) && failures-- > 0)
            {
                throw new IOException("store is away");
            }
        };
        await SendAsync(key, Verdict.Accepted);

        var storing = _server.Get<VerdictRecorder>().TryStoreNextAsync(CancellationToken.None);
        Assert.Empty(_acknowledged);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_acknowledged);
        _time.Advance(TimeSpan.FromSeconds(1));
        await storing;

        Assert.Equal([key], _acknowledged);
        Assert.Equal(1, _store.Finals[key.Token]);
    }

    [Fact]
    public async Task A_repeated_result_is_acknowledged_counted_as_a_repeat_and_changes_nothing()
    {
        var outcomes = new List<string>();
        using var listener = ListenToResults(outcomes);
        var key = await AssignAsync();
        await SendAsync(key, Verdict.Accepted);
        await SendAsync(key, Verdict.WrongAnswer);

        await _server.SettleAsync();

        Assert.Equal(Verdict.Accepted, _store[key.Token].Result!.Verdict);
        Assert.Equal([key, key], _acknowledged);
        Assert.Equal(["stored accepted", "repeat wrong_answer"], outcomes);
    }

    [Fact]
    public async Task A_result_whose_commit_was_lost_from_sight_is_a_repeat_the_second_time()
    {
        var key = await AssignAsync();
        var breaks = true;
        _store.After = method =>
        {
            if (method == nameof(ISubmissionStore.FinishAsync) && breaks)
            {
                breaks = false;
                throw new IOException("connection broke");
            }
        };
        await SendAsync(key, Verdict.Accepted);

        var storing = _server.Get<VerdictRecorder>().TryStoreNextAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        await storing;

        Assert.Equal([key], _acknowledged);
        Assert.Equal(1, _store.Finals[key.Token]);
        Assert.Empty(_server.Scheduler.Tokens());
    }

    [Fact]
    public async Task The_result_of_a_replaced_delivery_is_acknowledged_and_the_later_delivery_stands()
    {
        var key = await AssignAsync();
        _server.Scheduler.Report(_stream, Reports.Of());
        await _server.SettleAsync();
        await SendAsync(key, Verdict.Accepted);

        await _server.SettleAsync();

        Assert.Equal([key], _acknowledged);
        Assert.Equal((SubmissionState.Queued, 2), (_store[key.Token].State, _store[key.Token].Attempt));
        Assert.Equal(2, (await _server.ClaimAsync(_stream)).Submission!.Attempt);
    }

    [Fact]
    public async Task A_delivery_handed_back_waits_again_under_the_next_attempt()
    {
        var key = await AssignAsync();

        await SendAsync(key, JobFailed.Types.Fault.HandedBack);
        await _server.SettleAsync();

        Assert.Equal([key], _acknowledged);
        Assert.Equal(2, (await _server.ClaimAsync(_stream)).Submission!.Attempt);
    }

    [Fact]
    public async Task A_submission_that_no_sandbox_can_judge_ends_as_an_internal_error_naming_them()
    {
        var token = (await AssignAsync()).Token;
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await SendAsync(new JobKey(token, attempt), JobFailed.Types.Fault.Sandbox);
            await _server.SettleAsync();
            await _server.ClaimAsync(_stream);
        }

        Assert.Equal(SubmissionState.Final, _store[token].State);
        Assert.Null(_store[token].Result);
        Assert.Contains("sandbox-a", _store[token].InternalError, StringComparison.Ordinal);
        Assert.Empty(_server.Scheduler.Tokens());
    }

    [Fact]
    public async Task A_claim_while_the_store_is_away_gets_nothing_is_offered_nothing_and_loses_nothing()
    {
        var token = await _server.SubmitAsync();
        _store.Before = _ => throw new IOException("store is away");

        var answer = await _server.ClaimAsync(_stream);

        Assert.Null(answer.Submission);
        Assert.Empty(answer.Waiting.Languages);
        _store.Before = _ => { };
        Assert.Equal(token, (await _server.ClaimAsync(_stream)).Submission!.Token);
    }

    [Fact]
    public async Task Who_waits_for_an_outcome_is_answered_by_the_one_who_stores_it()
    {
        var key = await AssignAsync();
        var waiting = _server.Get<ISubmissionIntake>().WaitForFinalAsync(key.Token, CancellationToken.None);
        await SendAsync(key, Verdict.Accepted);
        Assert.False(waiting.IsCompleted);

        await _server.SettleAsync();

        Assert.Equal(Verdict.Accepted, (await waiting)!.Result!.Verdict);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_waits_for_the_outcome_of_another_server_is_answered_by_the_feed()
    {
        var key = await AssignAsync();
        var listener = _server.Get<FinalFeedListener>();
        await listener.StartAsync(CancellationToken.None);
        await _store.Watched.Task;
        var waiting = _server.Get<ISubmissionIntake>().WaitForFinalAsync(key.Token, CancellationToken.None);

        await _store.FinishAsync(key.Token, 1, new JudgeResult { Verdict = Verdict.TimeLimit }, _time.GetUtcNow(), CancellationToken.None);

        Assert.Equal(Verdict.TimeLimit, (await waiting)!.Result!.Verdict);
        while (_server.Scheduler.Tokens().Count > 0)
        {
            await Task.Yield();
        }

        await listener.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Waiting_for_what_does_not_exist_ends_at_once() =>
        Assert.Null(await _server.Get<ISubmissionIntake>().WaitForFinalAsync(Guid.NewGuid(), CancellationToken.None));

    private async Task<JobKey> AssignAsync()
    {
        await _server.SubmitAsync();
        var key = (await _server.ClaimAsync(_stream)).Submission!.Key();
        await _server.SettleAsync();
        return key;
    }

    private ValueTask SendAsync(JobKey key, Verdict verdict)
    {
        _server.Scheduler.ResultReceived(_stream, key);
        return RecordAsync(new JobOutcome(_stream, key, new JudgeResult { Verdict = verdict }, null, "", _acknowledged.Add));
    }

    private ValueTask SendAsync(JobKey key, JobFailed.Types.Fault fault) =>
        RecordAsync(new JobOutcome(_stream, key, null, new JobFailed { Fault = fault, Reason = "no isolation" }, "", _acknowledged.Add));

    private ValueTask RecordAsync(JobOutcome outcome) => _server.Get<VerdictRecorder>().RecordAsync(outcome, CancellationToken.None);

    /// <summary>Notes the counted results of this server, among all that are in the process.</summary>
    private MeterListener ListenToResults(List<string> outcomes)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "oj.api.results" && instrument.Meter.Scope == _server.Get<IMeterFactory>())
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => outcomes.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.Start();
        return listener;
    }
}
