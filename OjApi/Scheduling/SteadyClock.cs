namespace OjApi.Scheduling;

/// <summary>
/// UTC that never jumps: the wall clock at start plus the monotonic time since. A corrected wall clock must not expire
/// every orphan at once. Thread-safe.
/// </summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly long _startedTimestamp = time.GetTimestamp();

    /// <summary>The current reading; never smaller than an earlier one.</summary>
    public DateTimeOffset Now => _startedAt + time.GetElapsedTime(_startedTimestamp);
}
