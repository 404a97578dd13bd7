using OjApi.Endpoints;
using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Submissions;

/// <summary>
/// Tells the store that a delivery came to nothing, and lets the job wait again only after that. Whatever the store
/// refuses is read again: the store is right, and the core follows it.
/// </summary>
internal sealed partial class Redeliverer(
    ISubmissionStore store,
    Scheduler scheduler,
    SubmissionWaiters waiters,
    ServerIdentity identity,
    ApiMetrics metrics,
    TimeProvider time,
    ILogger<Redeliverer> logger)
{
    /// <summary>Delivers a job of this replica again, or ends it as an internal error at the limit.</summary>
    public async Task RedeliverAsync(Redelivery redelivery, CancellationToken cancellationToken)
    {
        var key = redelivery.Key;
        metrics.Redelivered(redelivery.Exhausted);
        if (redelivery.Exhausted)
        {
            var reason = $"This submission could not be judged: every delivery failed (sandboxes: {Names(redelivery.Sandboxes)}).";
            var failed = await store.FailAsync(key.Token, key.Attempt, reason, time.GetUtcNow(), cancellationToken);
            if (failed)
            {
                Log.GivenUp(logger, key.Token, key.Attempt, Names(redelivery.Sandboxes), redelivery.Reason);
                metrics.Final(scheduler.Forget(key.Token));
                waiters.Wake(key.Token);
                return;
            }
        }
        else if (await store.RequeueAsync(key.Token, key.Attempt, cancellationToken))
        {
            Log.Redelivered(logger, key.Token, key.Attempt, redelivery.Reason);
            scheduler.Requeued(key);
            return;
        }

        await ReconcileAsync(key.Token, cancellationToken);
    }

    /// <summary>Hands back a delivery that this replica does not know: its owner finds it in the store.</summary>
    public async Task RequeueUnknownAsync(JobKey key, CancellationToken cancellationToken)
    {
        await store.RequeueAsync(key.Token, key.Attempt, cancellationToken);
        await ReconcileAsync(key.Token, cancellationToken);
    }

    /// <summary>Makes the core follow the store in one submission.</summary>
    public async Task ReconcileAsync(Guid token, CancellationToken cancellationToken)
    {
        var submission = await store.FindAsync(token, cancellationToken);
        Follow(token, submission);
    }

    /// <summary>Makes the core follow what was just read of a submission.</summary>
    public void Follow(Guid token, Submission? submission)
    {
        if (submission?.IsUnfinishedOf(identity.Id) == true)
        {
            scheduler.Adopt([submission.ToOwnedJob()]);
        }
        else
        {
            scheduler.Forget(token);
        }
    }

    private static string Names(IReadOnlyList<string> sandboxes) => sandboxes.Count == 0 ? "unknown" : string.Join(", ", sandboxes.Distinct());

    private static partial class Log
    {
        [LoggerMessage(EventId = 2101, EventName = "JobRedelivered", Level = LogLevel.Warning,
            Message = "Submission {Token} is delivered again after attempt {Attempt}: {Reason}")]
        public static partial void Redelivered(ILogger logger, Guid token, int attempt, string reason);

        [LoggerMessage(EventId = 2102, EventName = "JobGivenUp", Level = LogLevel.Error,
            Message = "Submission {Token} ends as an internal error after attempt {Attempt} (sandboxes: {Sandboxes}): {Reason}")]
        public static partial void GivenUp(ILogger logger, Guid token, int attempt, string sandboxes, string reason);
    }
}
