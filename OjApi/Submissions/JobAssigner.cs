using System.Diagnostics;
using OjApi.Endpoints;
using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Submissions;

/// <summary>
/// Answers claims. The core picks the job; what is judged is read from the store then, which keeps the queue small in
/// memory and is a fence: a job that another replica took over, or that is final, is not assigned.
/// </summary>
internal sealed partial class JobAssigner(
    Scheduler scheduler,
    ISubmissionStore store,
    Redeliverer redeliverer,
    AssignmentRecorder recorder,
    ServerIdentity identity,
    ApiMetrics metrics,
    TimeProvider time,
    ILogger<JobAssigner> logger)
{
    /// <summary>A sandbox keeps a slot free for the answer, so it does not wait long for a slow store.</summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Answers one claim; the sandbox holds the job from now on, so the answer must be sent or <see cref="Scheduler.PutBack"/> called.</summary>
    public async Task<ClaimAnswer> ClaimAsync(SandboxStream stream, string claimId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var decision = scheduler.Claim(stream, claimId);
            if (decision.Job is not { } job)
            {
                metrics.NoWork();
                return new ClaimAnswer(null, null, decision.Waiting);
            }

            using var span = StartSpans(job, stream);
            try
            {
                var since = scheduler.BeginReading();
                var submission = await FindAsync(job.Key.Token, cancellationToken);
                if (submission?.IsUnfinishedOf(identity.Id) == true && submission.Attempt == job.Key.Attempt)
                {
                    await recorder.RecordAsync(job.Key, stream.Hello.BaseId, cancellationToken);
                    metrics.Assigned(job);
                    return new ClaimAnswer(submission, span?.Id ?? job.TraceParent, decision.Waiting);
                }

                // Another's, or over; or adopted again since it was read: then it waits, and is read again for the next claim.
                scheduler.PutBack(job.Key);
                redeliverer.Follow(job.Key.Token, submission, since);
            }
            catch (Exception exception)
            {
                scheduler.PutBack(job.Key);
                cancellationToken.ThrowIfCancellationRequested();

                // Offers nothing, or the sandbox would claim again at once and again.
                Log.StoreFailed(logger, job.Key.Token, exception);
                metrics.ClaimFailed();
                return new ClaimAnswer(null, null, decision.Waiting.Withheld());
            }
        }
    }

    private async Task<Submission?> FindAsync(Guid token, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(StoreTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        return await store.FindAsync(token, either.Token);
    }

    private Activity? StartSpans(WaitingJob job, SandboxStream stream)
    {
        string? queueSpan;
        using (var span = ApiTracing.Start("submission queue", job.TraceParent, job.EnqueuedAt))
        {
            span?.SetTag(ApiTracing.Token, job.Key.Token).SetTag(ApiTracing.Attempt, job.Key.Attempt);
            queueSpan = span?.Id;
        }

        var assign = ApiTracing.Start("submission assign", queueSpan ?? job.TraceParent);
        assign?.SetTag(ApiTracing.Token, job.Key.Token).SetTag(ApiTracing.Attempt, job.Key.Attempt).SetTag(ApiTracing.Sandbox, stream.Hello.BaseId);
        return assign;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2131, EventName = "AssignmentNotRead", Level = LogLevel.Error,
            Message = "Submission {Token} could not be read from the store and waits on")]
        public static partial void StoreFailed(ILogger logger, Guid token, Exception exception);
    }
}
