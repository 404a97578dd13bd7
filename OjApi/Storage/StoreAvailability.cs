namespace OjApi.Storage;

/// <summary>Says once that the store has become unavailable, and once that it is back, however many fail meanwhile. Thread-safe.</summary>
internal sealed partial class StoreAvailability(TimeProvider time, ILogger<StoreAvailability> logger)
{
    private readonly Lock _lock = new();
    private volatile bool _isAway;
    private long _successes;
    private long _awaySince;
    private int _failed;

    /// <summary>How often the store has done its work.</summary>
    public long Successes => Interlocked.Read(ref _successes);

    /// <summary>The store could not do its work.</summary>
    /// <param name="exception">Why; the innermost says it best.</param>
    /// <param name="writes">How many writes failed for it.</param>
    /// <param name="before">
    /// <see cref="Successes"/> when it was asked: if it has done other work since, then this is late news of an outage that is over.
    /// </param>
    public void Failed(Exception exception, int writes, long before)
    {
        lock (_lock)
        {
            if (!_isAway && Successes > before)
            {
                return;
            }
            _failed += writes;
            if (_isAway)
            {
                return;
            }
            (_isAway, _awaySince) = (true, time.GetTimestamp());
        }
        Log.Unavailable(logger, exception.GetBaseException().Message);
    }

    /// <summary>The store did its work.</summary>
    public void Succeeded()
    {
        Interlocked.Increment(ref _successes);
        if (!_isAway)
        {
            return;
        }
        TimeSpan away;
        int failed;
        lock (_lock)
        {
            if (!_isAway)
            {
                return;
            }
            (away, failed) = (time.GetElapsedTime(_awaySince), _failed);
            (_isAway, _failed) = (false, 0);
        }
        Log.Available(logger, away.TotalSeconds, failed);
    }

    private static partial class Log
    {
        [LoggerMessage(2006, LogLevel.Error, "The submission store is not available: {Reason}. Submissions are refused and outcomes wait until it is back", EventName = "StoreUnavailable")]
        public static partial void Unavailable(ILogger logger, string reason);

        [LoggerMessage(2007, LogLevel.Information, "The submission store is available again after {Seconds:0.0} s; {Count} write(s) failed meanwhile", EventName = "StoreAvailable")]
        public static partial void Available(ILogger logger, double seconds, int count);
    }
}
