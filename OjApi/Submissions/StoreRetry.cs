namespace OjApi.Submissions;

/// <summary>Goes on until the store has taken what nobody else would bring to it while this replica lives.</summary>
internal static class StoreRetry
{
    /// <summary>How long to wait before the next try.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Tries until it succeeds.</summary>
    /// <param name="store">What to do; it may be done more than once.</param>
    /// <param name="failed">Hears of every failure.</param>
    /// <param name="time">The clock between the tries.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task UntilDoneAsync(Func<Task> store, Action<Exception> failed, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await store();
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                failed(exception);
                await Task.Delay(Interval, time, cancellationToken);
            }
        }
    }
}
