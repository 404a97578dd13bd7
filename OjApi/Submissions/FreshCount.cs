namespace OjApi.Submissions;

/// <summary>A count of the store that is at most a moment old, so that many askers cost the store one look. Thread-safe.</summary>
/// <param name="count">Asks the store.</param>
internal abstract class FreshCount(Func<Task<int>> count, TimeProvider time)
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
                _count = count();
            }

            return _count.WaitAsync(cancellationToken);
        }
    }
}
