using Microsoft.Extensions.Options;
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
    SubmissionFollowers followers,
    ServerIdentity identity,
    IOptions<SchedulingOptions> options,
    ApiMetrics metrics,
    TimeProvider time,
    ILogger<Redeliverer> logger)
{
    /// <summary>
    /// Delivers a job of this replica again, or ends it as an internal error at a limit. Counts only while the submission is this
    /// replica's own: after a pause another may have it, and a sandbox that reports it there.
    /// </summary>
    /// <returns>Whether it counted; if not, the core follows the store.</returns>
    public async Task<bool> RedeliverAsync(Redelivery redelivery, CancellationToken cancellationToken)
    {
        if (!await StoreAsync(redelivery, identity.Id, cancellationToken))
        {
            // Nobody holds it; if it is this replica's after all, adopted again meanwhile, it begins anew.
            scheduler.Forget(redelivery.Key);
            await ReconcileAsync(redelivery.Key.Token, cancellationToken);
            return false;
        }

        if (redelivery.Step == RedeliveryStep.Again)
        {
            scheduler.Requeued(redelivery.Key);
            followers.Reached(redelivery.Key with { Attempt = redelivery.Key.Attempt + 1 }, SubmissionStage.Queued);
        }

        return true;
    }

    /// <summary>
    /// As <see cref="RedeliverAsync"/> for a delivery that its sandbox gave up and that is not (or no longer) this replica's: its owner
    /// finds it in the store.
    /// </summary>
    public async Task RequeueUnknownAsync(
        JobKey key, AttemptEnding ending, string sandboxBaseId, string reason, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key.Token, cancellationToken) is { State: not SubmissionState.Final } submission && submission.Key() == key)
        {
            var counts = submission.Counts.With(ending);
            var redelivery = new Redelivery(key, ending, sandboxBaseId, reason, counts, counts.StepAfter(ending, options.Value));
            await StoreAsync(redelivery, owner: null, cancellationToken);
        }

        await ReconcileAsync(key.Token, cancellationToken);
    }

    /// <summary>Makes the core follow the store in one submission.</summary>
    public async Task ReconcileAsync(Guid token, CancellationToken cancellationToken)
    {
        long since;
        Submission? submission;
        do
        {
            since = scheduler.BeginReading();
            submission = await store.FindAsync(token, cancellationToken);
        }
        while (!Follow(token, submission, since));
    }

    /// <summary>Makes the core follow what was just read of a submission.</summary>
    /// <param name="since"><see cref="Scheduler.BeginReading"/> before it was read.</param>
    /// <returns>False when that is out of date: this replica has taken the submission in since.</returns>
    public bool Follow(Guid token, Submission? submission, long since)
    {
        if (submission?.IsUnfinishedOf(identity.Id) == true)
        {
            scheduler.Adopt([submission.ToOwnedJob()]);
            return true;
        }

        return scheduler.TryForget(new JobKey(token, submission?.Attempt ?? int.MaxValue), since);
    }

    /// <summary>Brings it into the store; says whether that took it.</summary>
    /// <param name="owner">Whose the submission has to be; anybody's when the sandbox said it.</param>
    private async Task<bool> StoreAsync(Redelivery redelivery, string? owner, CancellationToken cancellationToken)
    {
        var (key, ending, sandbox, reason, counts, step) = redelivery;
        if (step == RedeliveryStep.Again)
        {
            var end = new AttemptEnd(ending, reason, sandbox, time.GetUtcNow(), counts);
            var requeued = await store.RequeueAsync(key.Token, key.Attempt, owner, end, cancellationToken);
            if (requeued)
            {
                metrics.Redelivered(redelivery);
                Log.Redelivered(logger, key.Token, key.Attempt, reason);
            }

            return requeued;
        }

        var names = await NameSandboxesAsync(key.Token, sandbox, step, cancellationToken);
        var (why, message) = step == RedeliveryStep.Quarantine
            ? (Unjudged.Quarantined, $"This submission is quarantined: its sandboxes died while they judged it ({names}). A rejudge releases it.")
            : (Unjudged.GivenUp, $"This submission could not be judged: every delivery failed (sandboxes: {names}).");
        var failure = new JudgingFailure(why, message, counts);
        if (!await store.FailAsync(key.Token, key.Attempt, owner, failure, time.GetUtcNow(), cancellationToken))
        {
            return false;
        }

        metrics.Redelivered(redelivery);
        if (step == RedeliveryStep.Quarantine)
        {
            Log.Quarantined(logger, key.Token, key.Attempt, names);
        }
        else
        {
            Log.GivenUp(logger, key.Token, key.Attempt, names, reason);
        }

        scheduler.Stop(key);
        waiters.Wake(key.Token);
        return true;
    }

    /// <summary>The sandboxes that the current judging has failed on, from the history and of the last attempt.</summary>
    private async Task<string> NameSandboxesAsync(Guid token, string? last, RedeliveryStep step, CancellationToken cancellationToken)
    {
        var past = (await store.ListAttemptsAsync(token, cancellationToken)).Reverse()
            .TakeWhile(attempt => attempt.Ending <= AttemptEnding.HandedBack)
            .Where(attempt => attempt.Ending == AttemptEnding.Died
                || (step == RedeliveryStep.GiveUp && attempt.Ending != AttemptEnding.HandedBack))
            .Reverse();
        string[] names = [.. past.Select(attempt => attempt.SandboxBaseId).Append(last).OfType<string>().Distinct()];
        return names.Length == 0 ? "unknown" : string.Join(", ", names);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2101, EventName = "JobRedelivered", Level = LogLevel.Warning,
            Message = "Submission {Token} is delivered again after attempt {Attempt}: {Reason}")]
        public static partial void Redelivered(ILogger logger, Guid token, int attempt, string reason);

        [LoggerMessage(EventId = 2103, EventName = "JobQuarantined", Level = LogLevel.Error,
            Message = "Submission {Token} is quarantined after attempt {Attempt}: its sandboxes died of it (sandboxes: {Sandboxes}). A rejudge releases it")]
        public static partial void Quarantined(ILogger logger, Guid token, int attempt, string sandboxes);

        [LoggerMessage(EventId = 2102, EventName = "JobGivenUp", Level = LogLevel.Error,
            Message = "Submission {Token} ends as an internal error after attempt {Attempt} (sandboxes: {Sandboxes}): {Reason}")]
        public static partial void GivenUp(ILogger logger, Guid token, int attempt, string sandboxes, string reason);
    }
}
