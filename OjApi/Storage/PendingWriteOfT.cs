namespace OjApi.Storage;

/// <summary>A <see cref="PendingWrite"/> with an answer for its caller.</summary>
internal sealed class PendingWrite<T>(Func<SubmissionContext, Task<T>> write) : PendingWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _outcome = default!;

    /// <summary>Ends after the commit, with what the statements answered.</summary>
    public Task<T> Completion => _completion.Task;

    public override async Task ExecuteAsync(SubmissionContext context) => _outcome = await write(context);

    public override void Complete() => _completion.TrySetResult(_outcome);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    public void Cancel(CancellationToken cancellationToken)
    {
        if (TryTake())
        {
            _completion.TrySetCanceled(cancellationToken);
        }
    }
}
