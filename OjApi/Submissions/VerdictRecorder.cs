using System.Threading.Channels;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Submissions;

/// <summary>
/// Brings what the sandboxes send back into the store and acknowledges it after the commit. The queue before it is
/// bounded; when it is full, the streams wait, and nothing is dropped. Several at once, so that the store may commit
/// them together. Whatever is not stored when the server stops was not acknowledged: the sandbox hands it to another replica.
/// </summary>
internal sealed partial class VerdictRecorder(
    ISubmissionStore store,
    Scheduler scheduler,
    SubmissionWaiters waiters,
    Redeliverer redeliverer,
    ApiMetrics metrics,
    TimeProvider time,
    ILogger<VerdictRecorder> logger) : BackgroundService
{
    private const int Capacity = 256;
    private const int Concurrency = 16;

    private readonly Channel<JobOutcome> _outcomes = Channel.CreateBounded<JobOutcome>(Capacity);

    /// <summary>Takes an outcome in; waits while too many are on their way.</summary>
    public ValueTask RecordAsync(JobOutcome outcome, CancellationToken cancellationToken) => _outcomes.Writer.WriteAsync(outcome, cancellationToken);

    /// <summary>Stores and acknowledges the next one; says whether there was one.</summary>
    public async Task<bool> TryStoreNextAsync(CancellationToken cancellationToken)
    {
        if (!_outcomes.Reader.TryRead(out var outcome))
        {
            return false;
        }

        await StoreUntilDoneAsync(outcome, cancellationToken);
        return true;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => StoreAllAsync(stoppingToken)));

    private async Task StoreAllAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _outcomes.Reader.WaitToReadAsync(stoppingToken))
            {
                await TryStoreNextAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Quiet: see above.
        }
    }

    private async Task StoreUntilDoneAsync(JobOutcome outcome, CancellationToken cancellationToken)
    {
        // Once: a second try must find the same decision, also after the core has moved on.
        var redelivery = outcome.Failure is { } failure
            ? scheduler.Failed(outcome.Stream, outcome.Key, EndingOf(failure), failure.Reason)
            : null;
        await StoreRetry.UntilDoneAsync(
            () => StoreAsync(outcome, redelivery, cancellationToken),
            exception => Log.StoreFailed(logger, outcome.Key.Token, exception),
            time,
            cancellationToken);
        outcome.Acknowledge(outcome.Key);
    }

    private async Task StoreAsync(JobOutcome outcome, Redelivery? redelivery, CancellationToken cancellationToken)
    {
        using var span = ApiTracing.Start("verdict store", outcome.TraceParent);
        span?.SetTag(ApiTracing.Token, outcome.Key.Token).SetTag(ApiTracing.Attempt, outcome.Key.Attempt);
        if (outcome.Result is { } result)
        {
            await FinishAsync(outcome.Key, result, cancellationToken);
        }
        else if (redelivery is null || !await redeliverer.RedeliverAsync(redelivery, cancellationToken))
        {
            // Also when this replica has lost the submission meanwhile: the sandbox's word must not be lost with it.
            await redeliverer.RequeueUnknownAsync(
                outcome.Key, EndingOf(outcome.Failure!), outcome.Stream.Hello.BaseId, outcome.Failure!.Reason, cancellationToken);
        }
    }

    private static AttemptEnding EndingOf(JobFailed failure) =>
        failure.Fault == JobFailed.Types.Fault.HandedBack ? AttemptEnding.HandedBack : AttemptEnding.Failed;

    private async Task FinishAsync(JobKey key, JudgeResult result, CancellationToken cancellationToken)
    {
        var stored = await store.FinishAsync(key.Token, key.Attempt, result, time.GetUtcNow(), cancellationToken);
        metrics.Result(stored, result.Verdict);
        if (stored)
        {
            metrics.Judged(scheduler.Forget(key));
            Log.Judged(logger, key.Token, key.Attempt, result.Verdict);
            waiters.Wake(key.Token);
        }
        else
        {
            Log.Repeat(logger, key.Token, key.Attempt);
            await redeliverer.ReconcileAsync(key.Token, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2121, EventName = "OutcomeNotStored", Level = LogLevel.Error,
            Message = "The outcome of submission {Token} could not be stored; tried again until it can")]
        public static partial void StoreFailed(ILogger logger, Guid token, Exception exception);

        [LoggerMessage(EventId = 2122, EventName = "ResultRepeated", Level = LogLevel.Information,
            Message = "Submission {Token} has an outcome or a later attempt already; the result of attempt {Attempt} is a repeat")]
        public static partial void Repeat(ILogger logger, Guid token, int attempt);

        [LoggerMessage(EventId = 2123, EventName = "VerdictStored", Level = LogLevel.Information,
            Message = "Submission {Token} has its verdict with attempt {Attempt}: {Verdict}")]
        public static partial void Judged(ILogger logger, Guid token, int attempt, Verdict verdict);
    }
}
