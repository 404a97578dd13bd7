using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>A stretch of time in which a total grew: from one point to the next, or from nothing where counting began.</summary>
/// <param name="Before">Null where counting began.</param>
internal readonly record struct Stretch(DateTimeOffset From, DateTimeOffset To, MetricPoint? Before, MetricPoint After)
{
    public double Growth => After.Value - (Before?.Value ?? 0);

    /// <summary>The stretches of a series, by time.</summary>
    /// <param name="since">What was counted before this time, at a time not known, is left out.</param>
    public static IEnumerable<Stretch> Of(SeriesSnapshot series, DateTimeOffset since)
    {
        var first = series.Points[0];
        var began = series.ExportBefore > first.Start ? series.ExportBefore.Value : first.Start;
        if (series.IsWhole && began >= since && began < first.Time)
        {
            yield return new Stretch(began, first.Time, null, first);
        }
        for (var index = 1; index < series.Points.Count; index++)
        {
            var (before, after) = (series.Points[index - 1], series.Points[index]);
            if (!BeganAnew(before, after))
            {
                yield return new Stretch(before.Time, after.Time, before, after);
            }
            else
            {
                yield return new Stretch(
                    after.Start > before.Time && after.Start < after.Time ? after.Start : before.Time, after.Time, null, after);
            }
        }
    }

    // A sender that does not say when it began shows it by a total that is less than before.
    private static bool BeganAnew(MetricPoint before, MetricPoint after) =>
        after.Start > before.Start || after.Value < before.Value;
}
