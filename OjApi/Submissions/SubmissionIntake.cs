using System.Diagnostics;
using OjApi.Endpoints;
using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Submissions;

internal sealed class SubmissionIntake(
    ISubmissionStore store,
    Scheduler scheduler,
    SubmissionWaiters waiters,
    ServerIdentity identity,
    ApiMetrics metrics,
    TimeProvider time) : ISubmissionIntake
{
    /// <summary>A wait looks again after this long by itself, so that a lost event delays an answer and never loses it.</summary>
    private static readonly TimeSpan LookAgainEvery = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Submission>> AcceptAsync(IReadOnlyList<NewSubmission> submissions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!scheduler.TryReserve(submissions.Count))
        {
            throw new QueueFullException();
        }

        var accepted = submissions.Select(ToSubmission).ToArray();
        try
        {
            // Not cancelled half way: a row that was committed after all would have nobody to queue it.
            await store.AddAsync(accepted, CancellationToken.None);
        }
        catch
        {
            scheduler.Release(accepted.Length);
            throw;
        }

        scheduler.Enqueue([.. accepted.Select(submission => submission.ToWaitingJob())]);
        foreach (var submission in accepted)
        {
            metrics.Accepted(submission.Spec.LanguageKey);
        }

        return accepted;
    }

    public async Task<Submission?> WaitForFinalAsync(Guid token, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var waiter = waiters.Register(token);
            var submission = await store.FindAsync(token, cancellationToken);
            if (submission is null or { State: SubmissionState.Final } || waiters.HaveEnded)
            {
                return submission;
            }

            try
            {
                await waiter.Woken.WaitAsync(LookAgainEvery, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Looks again.
            }
        }
    }

    private Submission ToSubmission(NewSubmission submission) => new()
    {
        Token = Guid.NewGuid(),
        LanguageId = submission.LanguageId,
        Spec = submission.Spec,
        CallbackUrl = submission.CallbackUrl,
        Tenant = submission.Tenant,
        Priority = submission.Priority,
        CreatedAt = time.GetUtcNow(),
        TraceParent = Activity.Current?.Id,
        State = SubmissionState.Queued,
        Owner = identity.Id,
    };
}
