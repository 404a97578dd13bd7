namespace OjApi.Submissions;

/// <summary>How many submissions wait in the whole system, at most a moment old, so that many askers cost the store one look. Thread-safe.</summary>
internal sealed class QueuedCount(ISubmissionStore store, TimeProvider time)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private Task<int>? _count;
    private long _askedAt;

    /// <summary>Counts, or gives the answer of a count begun less than 100 ms ago.</summary>
    public Task<int> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_count is null || _count.IsFaulted || time.GetElapsedTime(_askedAt) >= FreshFor)
            {
                _askedAt = time.GetTimestamp();

                // Shared by several askers, so none of them may cancel it.
                _count = store.CountQueuedAsync(CancellationToken.None);
            }

            return _count.WaitAsync(cancellationToken);
        }
    }
}
