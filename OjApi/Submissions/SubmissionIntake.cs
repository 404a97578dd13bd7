using System.Diagnostics;
using OjApi.Endpoints;
using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Submissions;

internal sealed partial class SubmissionIntake(
    ISubmissionStore store,
    Scheduler scheduler,
    SubmissionWaiters waiters,
    ServerIdentity identity,
    ApiMetrics metrics,
    TimeProvider time,
    ILogger<SubmissionIntake> logger) : ISubmissionIntake
{
    /// <summary>A wait looks again after this long by itself, so that a lost event delays an answer and never loses it.</summary>
    private static readonly TimeSpan LookAgainEvery = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Submission>> AcceptAsync(IReadOnlyList<NewSubmission> submissions, CancellationToken cancellationToken)
    {
        var accepted = submissions.Select(ToSubmission).ToArray();
        await AcceptAsync(
            accepted,
            async () =>
            {
                // Not cancelled half way: a row that was committed after all would have nobody to queue it.
                await store.AddAsync(accepted, CancellationToken.None);
                return null;
            },
            cancellationToken);
        return accepted;
    }

    public Task<FirstAnswer?> AcceptOnceAsync(
        IReadOnlyList<NewSubmission> submissions, RequestKey key, byte[] answer, CancellationToken cancellationToken)
    {
        var accepted = submissions.Select(ToSubmission).ToArray();
        return AcceptAsync(accepted, () => store.AddOnceAsync(accepted, key, answer, CancellationToken.None), cancellationToken);
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

    private async Task<FirstAnswer?> AcceptAsync(Submission[] submissions, Func<Task<FirstAnswer?>> add, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!scheduler.TryReserve(submissions.Length))
        {
            throw new QueueFullException();
        }

        FirstAnswer? earlier;
        try
        {
            earlier = await add();
        }
        catch
        {
            scheduler.Release(submissions.Length);
            throw;
        }

        if (earlier is not null)
        {
            scheduler.Release(submissions.Length);
            return earlier;
        }

        scheduler.Enqueue([.. submissions.Select(submission => submission.ToWaitingJob())]);
        foreach (var submission in submissions)
        {
            metrics.Accepted(submission.Spec.LanguageKey);
            Log.Accepted(logger, submission.Token, submission.Spec.LanguageKey);
        }

        return null;
    }

    private Submission ToSubmission(NewSubmission submission) => new()
    {
        Token = submission.Token,
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

    private static partial class Log
    {
        [LoggerMessage(EventId = 2091, EventName = "SubmissionAccepted", Level = LogLevel.Information,
            Message = "Submission {Token} is accepted, in language {Language}")]
        public static partial void Accepted(ILogger logger, Guid token, string language);
    }
}
