namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>A window cut into columns of equal length, at round times: while the window moves on, a column stays where it is.</summary>
/// <param name="Start">Where the first column begins; at or before the window's left edge.</param>
public sealed record TimeGrid(DateTimeOffset Start, TimeSpan Step, int Count)
{
    private static readonly int[] RoundSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

    // A value for each two pixels: more cannot be told apart.
    private const int PixelsPerColumn = 2;

    public DateTimeOffset End => EndOf(Count - 1);

    /// <summary>The finest grid that a width can show and that the sender's exports can fill.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="exportEvery">How often the sender exports.</param>
    public static TimeGrid Choose(DateTimeOffset from, DateTimeOffset to, int width, TimeSpan exportEvery)
    {
        var finest = Math.Max((to - from).TotalSeconds * PixelsPerColumn / Math.Max(width, 100), exportEvery.TotalSeconds * 0.9);
        var step = TimeSpan.FromSeconds(
            Array.Find(RoundSeconds, seconds => seconds >= finest) is > 0 and var round ? round : RoundSeconds[^1]);
        var start = new DateTimeOffset(from.UtcTicks / step.Ticks * step.Ticks, TimeSpan.Zero);
        return new TimeGrid(start, step, (int)((to.UtcTicks - start.UtcTicks + step.Ticks - 1) / step.Ticks));
    }

    /// <summary>In which column a time is; less than 0 or too many if in none. A time between two columns belongs to the earlier.</summary>
    public int ColumnOf(DateTimeOffset time) =>
        (int)Math.Clamp(((time.UtcTicks - Start.UtcTicks + Step.Ticks - 1) / Step.Ticks) - 1, -1, Count);

    public DateTimeOffset EndOf(int column) => Start + (Step * (column + 1));
}
