namespace OjAspire.Dashboard.Telemetry;

/// <summary>Says that something has changed, to any number of waiters, without keeping what changed. Safe from any thread.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _next;
    private long _version;

    /// <summary>Grows with each change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Something has changed.</summary>
    public void Raise()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            _version++;
            (waiting, _next) = (_next, null);
        }
        waiting?.SetResult();
    }

    /// <summary>Waits until the version is not <paramref name="seen"/> any more.</summary>
    /// <returns>The version then.</returns>
    public async Task<long> WaitAsync(long seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task waiting;
            lock (_gate)
            {
                if (_version != seen)
                {
                    return _version;
                }
                _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _next.Task;
            }
            await waiting.WaitAsync(cancellationToken);
        }
    }
}
