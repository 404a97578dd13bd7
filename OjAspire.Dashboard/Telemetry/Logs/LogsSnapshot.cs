namespace OjAspire.Dashboard.Telemetry.Logs;

/// <summary>Records that are kept, and what is not.</summary>
/// <param name="Entries">By arrival, oldest first.</param>
/// <param name="Dropped">How many came before and are not kept any more.</param>
/// <param name="Oldest">Number of the oldest record that is kept, whether asked for or not; one more than the newest when there is
/// none.</param>
/// <param name="Newest">Number of the newest record; 0 when there was none yet.</param>
public sealed record LogsSnapshot(IReadOnlyList<LogEntry> Entries, long Dropped, long Oldest, long Newest)
{
    public static LogsSnapshot Empty { get; } = new([], 0, 1, 0);
}
