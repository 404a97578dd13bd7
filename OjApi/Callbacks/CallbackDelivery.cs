using Microsoft.Extensions.Options;
using OjApi.Submissions;
using OjApi.Telemetry;

namespace OjApi.Callbacks;

/// <summary>
/// Sees one claimed callback through: one try, and what came of it into the outbox. What cannot be recorded is recorded as soon as the
/// store takes it; if this replica ends before, the callback is due again when its lease has run out. Thread-safe.
/// </summary>
internal sealed partial class CallbackDelivery(
    ICallbackStore outbox,
    ISubmissionStore submissions,
    CallbackSender sender,
    CallbackMetrics metrics,
    IOptions<CallbackOptions> options,
    TimeProvider time,
    ILogger<CallbackDelivery> logger)
{
    private const string Ended = "the server that tried it ended";

    /// <summary>Tries once and records it. Never fails.</summary>
    public async Task DeliverAsync(DueCallback callback, Guid claim, CancellationToken cancellationToken)
    {
        try
        {
            await TryDeliverAsync(callback, claim, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await ReleaseAsync(callback, claim);
        }
        catch (Exception exception)
        {
            Log.Broken(logger, callback.Token, exception);
        }
    }

    private async Task TryDeliverAsync(DueCallback callback, Guid claim, CancellationToken cancellationToken)
    {
        var submission = await submissions.FindAsync(callback.Token, cancellationToken);
        if (submission?.CallbackUrl is null || submission.State != SubmissionState.Final || submission.Attempt != callback.Attempt)
        {
            await EndAsync(callback, claim, CallbackState.Superseded, error: null, cancellationToken);
            return;
        }
        if (callback.Tries > options.Value.MaxTries)
        {
            await GiveUpAsync(callback, claim, Ended, cancellationToken);
            return;
        }
        using var span = ApiTracing.Start("callback", submission.TraceParent);
        span?.SetTag(ApiTracing.Token, callback.Token).SetTag(ApiTracing.Attempt, callback.Attempt);
        var start = time.GetTimestamp();
        var outcome = await sender.TrySendAsync(submission, cancellationToken);
        var isLast = outcome.IsFinal || callback.Tries >= options.Value.MaxTries;
        metrics.Tried(outcome.Error is null ? "delivered" : isLast ? "given_up" : "failed", time.GetElapsedTime(start));
        if (outcome.Error is null)
        {
            await RecordAsync(callback, () => outbox.DeliveredAsync(callback.Id, CancellationToken.None), cancellationToken);
            Log.Delivered(logger, callback.Token, callback.Tries);
        }
        else if (isLast)
        {
            await GiveUpAsync(callback, claim, outcome.Error, cancellationToken);
        }
        else
        {
            var pause = Backoff.After(callback.Tries, outcome.RetryAfter, options.Value, Random.Shared.NextDouble());
            await RecordAsync(
                callback, () => outbox.FailedAsync(callback.Id, claim, outcome.Error, pause, CancellationToken.None), cancellationToken);
            Log.Failed(logger, callback.Token, callback.Tries, options.Value.MaxTries, outcome.Error, pause);
        }
    }

    private async Task GiveUpAsync(DueCallback callback, Guid claim, string error, CancellationToken cancellationToken)
    {
        await EndAsync(callback, claim, CallbackState.GivenUp, error, cancellationToken);
        Log.GivenUp(logger, callback.Token, Math.Min(callback.Tries, options.Value.MaxTries), error);
    }

    private Task EndAsync(DueCallback callback, Guid claim, CallbackState state, string? error, CancellationToken cancellationToken) =>
        RecordAsync(callback, () => outbox.EndAsync(callback.Id, claim, state, error, CancellationToken.None), cancellationToken);

    // What is known is recorded also when this server stops, unless the store does not take it at once.
    private Task RecordAsync(DueCallback callback, Func<Task> record, CancellationToken cancellationToken) =>
        StoreRetry.UntilDoneAsync(record, exception => Log.NotRecorded(logger, callback.Token, exception), time, cancellationToken);

    private async Task ReleaseAsync(DueCallback callback, Guid claim)
    {
        try
        {
            await outbox.ReleaseAsync(callback.Id, claim, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // This server stops; it is due again when the lease has run out.
            Log.NotRecorded(logger, callback.Token, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2611, EventName = "CallbackDelivered", Level = LogLevel.Debug,
            Message = "The callback of submission {Token} was delivered with try {Try}")]
        public static partial void Delivered(ILogger logger, Guid token, int @try);

        [LoggerMessage(EventId = 2612, EventName = "CallbackFailed", Level = LogLevel.Information,
            Message = "The callback of submission {Token} failed with try {Try} of {MaxTries}: {Reason}; tried again in {Pause}")]
        public static partial void Failed(ILogger logger, Guid token, int @try, int maxTries, string reason, TimeSpan pause);

        [LoggerMessage(EventId = 2613, EventName = "CallbackGivenUp", Level = LogLevel.Warning,
            Message = "The callback of submission {Token} is given up after {Tries} tries: {Reason}")]
        public static partial void GivenUp(ILogger logger, Guid token, int tries, string reason);

        [LoggerMessage(EventId = 2614, EventName = "CallbackNotRecorded", Level = LogLevel.Error,
            Message = "What came of the callback of submission {Token} could not be stored; tried again until it can, or sent again when its lease has run out")]
        public static partial void NotRecorded(ILogger logger, Guid token, Exception exception);

        [LoggerMessage(EventId = 2615, EventName = "CallbackBroken", Level = LogLevel.Error,
            Message = "The callback of submission {Token} could not be tried; it is due again when its lease has run out")]
        public static partial void Broken(ILogger logger, Guid token, Exception exception);
    }
}
