using OjApi.Endpoints;
using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Submissions;

internal sealed partial class SubmissionControl(
    ISubmissionStore store,
    Scheduler scheduler,
    SubmissionWaiters waiters,
    ServerIdentity identity,
    ApiMetrics metrics,
    TimeProvider time,
    ILogger<SubmissionControl> logger) : ISubmissionControl
{
    public async Task<bool> CancelAsync(Guid token, CancellationToken cancellationToken)
    {
        // Not cancelled half way: the client's connection may end, its wish stands.
        if (!await store.CancelAsync(token, time.GetUtcNow(), CancellationToken.None))
        {
            return false;
        }

        metrics.Cancelled();
        Log.Cancelled(logger, token);
        if (await store.FindAsync(token, cancellationToken) is { Unjudged: Unjudged.Cancelled } submission)
        {
            // The feed does the same at every replica, a moment later.
            scheduler.Stop(submission.Key());
        }

        waiters.Wake(token);
        return true;
    }

    public async Task<RejudgeOutcome> RejudgeAsync(Guid token, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(token, cancellationToken) is not { } final)
        {
            return RejudgeOutcome.Unknown;
        }

        if (final.State != SubmissionState.Final)
        {
            return RejudgeOutcome.NotFinal;
        }

        if (!scheduler.TryReserve(1))
        {
            throw new QueueFullException();
        }

        var rejudgedAt = time.GetUtcNow();
        bool isQueued;
        try
        {
            // Not cancelled half way, as new submissions are not.
            isQueued = await store.RejudgeAsync(token, final.Attempt, identity.Id, rejudgedAt, CancellationToken.None);
        }
        catch
        {
            scheduler.Release(1);
            throw;
        }

        if (!isQueued)
        {
            // Somebody was quicker.
            scheduler.Release(1);
            return RejudgeOutcome.NotFinal;
        }

        var queued = final with { Attempt = final.Attempt + 1, RejudgedAt = rejudgedAt, Counts = default };
        scheduler.Enqueue([queued.ToWaitingJob()]);
        metrics.Rejudged();
        Log.Rejudged(logger, token, queued.Attempt);
        return RejudgeOutcome.Queued;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2191, EventName = "SubmissionCancelled", Level = LogLevel.Information,
            Message = "Submission {Token} was cancelled by a client")]
        public static partial void Cancelled(ILogger logger, Guid token);

        [LoggerMessage(EventId = 2192, EventName = "SubmissionRejudged", Level = LogLevel.Information,
            Message = "Submission {Token} is judged anew, as attempt {Attempt}")]
        public static partial void Rejudged(ILogger logger, Guid token, int attempt);
    }
}
