using OjApi.Submissions;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>A call with the answer of its kind.</summary>
internal sealed class StoreCall<T> : StoreCall
{
    // Completed on the replica's thread only, and what waits goes on there.
    private readonly TaskCompletionSource<T> _answer = new();
    private readonly Func<Task> _call;
    private Task? _done;

    public StoreCall(string method, object?[] arguments, DateTimeOffset since, Func<Task> call)
        : base(method, arguments, since)
    {
        _call = call;

        // As the real one: given up until it is taken; afterwards the caller learns what came of it.
        ((CancellationToken)arguments[^1]!).UnsafeRegister(
            (_, token) =>
            {
                if (!IsDone)
                {
                    _answer.TrySetCanceled(token);
                }
            },
            null);
    }

    public Task<T> Task => _answer.Task;

    public override bool IsOver => _answer.Task.IsCompleted;

    public override void Do()
    {
        _done = _call();
        IsDone = true;
    }

    public override void Answer()
    {
        if (_done!.Exception is { } exception)
        {
            _answer.TrySetException(exception.InnerExceptions);
        }
        else
        {
            _answer.TrySetResult(_done is Task<T> done ? done.Result : default!);
        }
    }

    public override void Fail() => _answer.TrySetException(new StoreUnavailableException("The submission store is not available."));
}
