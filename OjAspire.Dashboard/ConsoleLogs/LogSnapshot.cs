namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>A log, or several merged, at one moment.</summary>
/// <param name="Lines">The kept lines, oldest first.</param>
/// <param name="Total">How many lines there were, with those that are not kept.</param>
internal sealed record LogSnapshot(IReadOnlyList<LogLine> Lines, long Total)
{
    /// <summary>No lines.</summary>
    public static LogSnapshot Empty { get; } = new([], 0);

    /// <summary>How many lines there were that are not kept.</summary>
    public long Dropped => Total - Lines.Count;
}
