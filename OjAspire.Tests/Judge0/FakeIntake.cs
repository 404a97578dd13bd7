using System.Collections.Concurrent;
using Oj.Contracts.Scheduling;
using OjApi.Submissions;

namespace OjAspire.Tests.Judge0;

/// <summary>Stores what it accepts; what becomes of it, the test says.</summary>
internal sealed class FakeIntake(ISubmissionStore store) : ISubmissionIntake
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    /// <summary>Thrown instead of accepting, when set.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>The outcome of everything that is accepted from now on; unfinished when not set.</summary>
    public JudgeResult? Outcome { get; set; }

    /// <summary>Ends when somebody waits.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a waiter was cancelled.</summary>
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<IReadOnlyList<Submission>> AcceptAsync(IReadOnlyList<NewSubmission> submissions, CancellationToken cancellationToken)
    {
        var accepted = Take(submissions);
        await store.AddAsync(accepted, cancellationToken);
        await FinishAsync(accepted);
        return accepted;
    }

    public async Task<FirstAnswer?> AcceptOnceAsync(
        IReadOnlyList<NewSubmission> submissions, RequestKey key, byte[] answer, CancellationToken cancellationToken)
    {
        var accepted = Take(submissions);
        var earlier = await store.AddOnceAsync(accepted, key, answer, cancellationToken);
        await FinishAsync(earlier is null ? accepted : []);
        return earlier;
    }

    public async Task FinishAsync(Guid token, JudgeResult result)
    {
        await store.AssignAsync(token, 1, "server-a", "sandbox-1", TimeProvider.System.GetUtcNow(), default);
        await store.FinishAsync(token, 1, result, TimeProvider.System.GetUtcNow(), default);
        Final(token).TrySetResult();
    }

    public async Task<Submission?> WaitForFinalAsync(Guid token, CancellationToken cancellationToken)
    {
        Waiting.TrySetResult();
        try
        {
            await Final(token).Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled.TrySetResult();
            throw;
        }
        return await store.FindAsync(token, cancellationToken);
    }

    private List<Submission> Take(IReadOnlyList<NewSubmission> submissions) => Refusal is not null ? throw Refusal :
    [
        .. submissions.Select(submission => new Submission
        {
            Token = submission.Token,
            LanguageId = submission.LanguageId,
            Spec = submission.Spec,
            CallbackUrl = submission.CallbackUrl,
            Tenant = submission.Tenant,
            Priority = submission.Priority,
            CreatedAt = TimeProvider.System.GetUtcNow(),
            Owner = "server-a",
        }),
    ];

    private async Task FinishAsync(List<Submission> accepted)
    {
        foreach (var submission in accepted.Where(_ => Outcome is not null))
        {
            await FinishAsync(submission.Token, Outcome!);
        }
    }

    private TaskCompletionSource Final(Guid token) => _waiting.GetOrAdd(token, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
