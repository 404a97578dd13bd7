using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>How often a sender exports, told from its points.</summary>
internal static class ExportInterval
{
    // The newest are enough, and tell what holds now.
    private const int PointsOfASeries = 40;

    /// <summary>
    /// The distance that a quarter of the points keeps at most: values that stay leave points out, so the longer distances say little.
    /// </summary>
    public static TimeSpan Estimate(IEnumerable<SeriesSnapshot> series)
    {
        var gaps = new List<TimeSpan>();
        foreach (var points in series.Select(one => one.Points))
        {
            for (var index = Math.Max(1, points.Count - PointsOfASeries); index < points.Count; index++)
            {
                gaps.Add(points[index].Time - points[index - 1].Time);
            }
        }
        if (gaps.Count == 0)
        {
            return TimeSpan.Zero;
        }
        gaps.Sort();
        return gaps[gaps.Count / 4];
    }
}
