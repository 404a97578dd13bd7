namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>When a sender exported its metrics, by its own clock. Not thread-safe.</summary>
internal sealed class ExportTimes
{
    /// <summary>Points of one export carry one time, or nearly: some SDKs read the clock for each, and some send an export in
    /// parts.</summary>
    public static readonly TimeSpan OneExport = TimeSpan.FromMilliseconds(100);

    private DateTimeOffset? _newest;
    private DateTimeOffset? _before;

    /// <summary>Notes an export, or a part of one.</summary>
    public void Note(DateTimeOffset time)
    {
        if (_newest is null || time - _newest > OneExport)
        {
            (_before, _newest) = (_newest, time);
        }
    }

    /// <summary>The last export before the one of this time; null if none is known.</summary>
    public DateTimeOffset? Before(DateTimeOffset time) => _newest is { } newest && time - newest > OneExport ? newest : _before;
}
