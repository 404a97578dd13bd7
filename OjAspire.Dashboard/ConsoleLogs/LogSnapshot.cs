namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>A log at one moment.</summary>
/// <param name="Lines">The kept lines, oldest first.</param>
/// <param name="Dropped">How many lines came before them.</param>
internal sealed record LogSnapshot(IReadOnlyList<LogLine> Lines, long Dropped)
{
    /// <summary>No lines.</summary>
    public static LogSnapshot Empty { get; } = new([], 0);
}
