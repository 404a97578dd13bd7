using OjApi.Submissions;

namespace OjAspire.Tests.Judge0;

/// <summary>Does in the store what is asked for, and nothing else.</summary>
internal sealed class FakeControl(ISubmissionStore store) : ISubmissionControl
{
    /// <summary>Called before anything is done; throws to refuse.</summary>
    public Func<Guid, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async Task<bool> CancelAsync(Guid token, CancellationToken cancellationToken)
    {
        await Before(token);
        return await store.CancelAsync(token, TimeProvider.System.GetUtcNow(), cancellationToken);
    }

    public async Task<RejudgeOutcome> RejudgeAsync(Guid token, CancellationToken cancellationToken)
    {
        await Before(token);
        if (await store.FindAsync(token, cancellationToken) is not { } submission)
        {
            return RejudgeOutcome.Unknown;
        }
        return await store.RejudgeAsync(token, submission.Attempt, "server-a", TimeProvider.System.GetUtcNow(), cancellationToken)
            ? RejudgeOutcome.Queued
            : RejudgeOutcome.NotFinal;
    }
}
