using System.Collections.Immutable;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>How many values fell into each bucket in each column of a grid, of any number of histograms with the same bounds.</summary>
internal sealed class BucketColumns(TimeGrid grid, ImmutableArray<double> bounds)
{
    private readonly double[] _counts = new double[grid.Count * (bounds.Length + 1)];

    /// <summary>Adds what came in a stretch. What was counted in other buckets, at one end or the other, cannot be added and is left
    /// out.</summary>
    public void Add(Stretch stretch)
    {
        if (stretch.Growth <= 0 || stretch.After.Histogram is not { } after || !HasOurBounds(after))
        {
            return;
        }
        var before = stretch.Before?.Histogram;
        if (before is not null && !HasOurBounds(before))
        {
            return;
        }
        foreach (var (column, _, share) in RateColumns.Shares(grid, stretch))
        {
            var counts = Counts(column);
            for (var bucket = 0; bucket < counts.Length; bucket++)
            {
                counts[bucket] += share * (after.Counts[bucket] - (before?.Counts[bucket] ?? 0));
            }
        }
    }

    /// <summary>A percentile of a column; not a number if nothing came in it.</summary>
    public double Percentile(int column, double fraction) => Percentiles.At(bounds.AsSpan(), Counts(column), fraction);

    /// <summary>The bounds that most series of a group have at the end.</summary>
    public static ImmutableArray<double> CommonBounds(IEnumerable<SeriesSnapshot> series) => series
        .Select(one => one.Points[^1].Histogram?.Bounds ?? [])
        .GroupBy(bounds => string.Join(' ', bounds))
        .MaxBy(group => group.Count())?.First() ?? [];

    private bool HasOurBounds(HistogramValue histogram) => histogram.Bounds.AsSpan().SequenceEqual(bounds.AsSpan());

    private Span<double> Counts(int column) => _counts.AsSpan(column * (bounds.Length + 1), bounds.Length + 1);
}
