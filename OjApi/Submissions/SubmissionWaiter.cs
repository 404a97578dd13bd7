namespace OjApi.Submissions;

/// <summary>One wait for the outcome of a submission.</summary>
internal sealed class SubmissionWaiter(SubmissionWaiters owner, Guid token) : IDisposable
{
    // Continuations run elsewhere: waking must not run a request under the lock of the one who wakes.
    private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid Token { get; } = token;

    /// <summary>Completes with the first wake-up.</summary>
    public Task Woken => _woken.Task;

    public void Wake() => _woken.TrySetResult();

    public void Dispose() => owner.Remove(this);
}
