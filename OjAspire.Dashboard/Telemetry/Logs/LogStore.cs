namespace OjAspire.Dashboard.Telemetry.Logs;

/// <summary>The newest log records of all senders. Safe from any thread.</summary>
internal sealed class LogStore(int capacity)
{
    private readonly Lock _gate = new();
    private readonly RingBuffer<LogEntry> _entries = new(capacity);
    private long _last;
    private long _cleared;

    public ChangeSignal Changed { get; } = new();

    public int Capacity => capacity;

    /// <summary>Number of the newest record; 0 when there was none yet.</summary>
    public long Newest => Interlocked.Read(ref _last);

    /// <summary>Takes records; their numbers are given here.</summary>
    public void Add(IEnumerable<LogEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                _entries.Add(entry with { Number = ++_last });
            }
        }
        Changed.Raise();
    }

    /// <summary>The records after this number; 0 for all that are kept.</summary>
    public LogsSnapshot Snapshot(long after = 0)
    {
        lock (_gate)
        {
            var oldest = _last - _entries.Count;
            return new LogsSnapshot(
                _entries.ToArray((int)Math.Clamp(after - oldest, 0, _entries.Count)), oldest - _cleared, oldest + 1, _last);
        }
    }

    /// <summary>Forgets every record.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            while (_entries.Count > 0)
            {
                _entries.RemoveFirst();
            }
            _cleared = _last;
        }
        Changed.Raise();
    }
}
