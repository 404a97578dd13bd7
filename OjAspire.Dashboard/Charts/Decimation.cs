namespace OjAspire.Dashboard.Charts;

/// <summary>
/// Fewer points that look the same: of all points in one column of pixels, the first, the lowest, the highest and the last draw the
/// same line. Columns are cut at round times, so that a point once chosen stays while the window moves on.
/// </summary>
/// <remarks>Jugel, Jerzak, Hackenbroich, Markl: M4: A Visualization-Oriented Time Series Data Aggregation, VLDB 2014.</remarks>
internal static class Decimation
{
    /// <param name="points">By time.</param>
    /// <param name="column">How much time one column of pixels shows.</param>
    public static IReadOnlyList<ChartPoint> Of(IReadOnlyList<ChartPoint> points, TimeSpan column)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(column, TimeSpan.Zero);
        var kept = new List<ChartPoint>();
        for (var first = 0; first < points.Count;)
        {
            var end = first + 1;
            var number = NumberOf(points[first].Time);
            while (end < points.Count && NumberOf(points[end].Time) == number)
            {
                end++;
            }
            Keep(points, first, end, kept);
            first = end;
        }
        return kept;

        long NumberOf(DateTimeOffset time) => time.UtcTicks / column.Ticks;
    }

    private static void Keep(IReadOnlyList<ChartPoint> points, int first, int end, List<ChartPoint> kept)
    {
        var (lowest, highest) = (first, first);
        for (var index = first; index < end; index++)
        {
            // A gap is kept as what it is: comparisons with it are false, and the first number after it replaces it.
            lowest = points[index].Value < points[lowest].Value || double.IsNaN(points[lowest].Value) ? index : lowest;
            highest = points[index].Value > points[highest].Value || double.IsNaN(points[highest].Value) ? index : highest;
        }
        Span<int> chosen = [first, Math.Min(lowest, highest), Math.Max(lowest, highest), end - 1];
        var previous = -1;
        foreach (var index in chosen)
        {
            if (index != previous)
            {
                kept.Add(points[index]);
            }
            previous = index;
        }
    }
}
