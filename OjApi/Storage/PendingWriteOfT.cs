namespace OjApi.Storage;

/// <summary>A <see cref="PendingWrite"/> with an answer for its caller.</summary>
internal sealed class PendingWrite<T>(WriteOrder order, Func<StoreTransaction, Task<T>> write) : PendingWrite(order)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _outcome = default!;

    /// <summary>Ends after the commit, with what the statements answered.</summary>
    public Task<T> Completion => _completion.Task;

    public override async Task ExecuteAsync(StoreTransaction transaction) => _outcome = await write(transaction);

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
