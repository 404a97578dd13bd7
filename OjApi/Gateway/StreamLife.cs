namespace OjApi.Gateway;

/// <summary>
/// Signs of life of one stream, and the way to end it in favour of a newer one. Made with the stream, disposed after the
/// stream has let go of its sandbox id. Thread-safe.
/// </summary>
internal sealed class StreamLife(TimeProvider time) : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Never disposed: it holds nothing, and a newcomer may cancel it while the stream ends.
    private readonly CancellationTokenSource _replaced = new();
    private TaskCompletionSource? _nextMessage;
    private long _heardAt = time.GetTimestamp();

    /// <summary>Cancelled when a new stream of the same sandbox takes the place of this one.</summary>
    public CancellationToken Replaced => _replaced.Token;

    /// <summary>Completes when the stream has ended and its sandbox id is free.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Notes that a message came.</summary>
    public void Heard()
    {
        Interlocked.Exchange(ref _heardAt, time.GetTimestamp());
        Interlocked.Exchange(ref _nextMessage, null)?.TrySetResult();
    }

    /// <summary>Ends the stream.</summary>
    public void Replace() => _replaced.Cancel();

    /// <summary>Waits until the stream is heard, has ended, or has not been heard for too long.</summary>
    /// <param name="within">The time after its last message in which it has to be heard.</param>
    /// <returns>Whether it was heard from now on.</returns>
    public async Task<bool> IsHeardAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        // Listens before it reads the time, so that no message falls in between.
        var nextMessage = Listen();
        var left = within - time.GetElapsedTime(Interlocked.Read(ref _heardAt));
        if (left > TimeSpan.Zero)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(nextMessage, Ended, Task.Delay(left, time, ending.Token));
            await ending.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return nextMessage.IsCompleted;
    }

    public void Dispose() => _ended.TrySetResult();

    private Task Listen()
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _nextMessage, mine, null) ?? mine).Task;
    }
}
