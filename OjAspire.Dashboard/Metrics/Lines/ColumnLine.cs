using OjAspire.Dashboard.Charts;

namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>Lines with one value for each column of a grid.</summary>
internal static class ColumnLine
{
    /// <summary>Growth per second of the totals of a group together.</summary>
    public static IReadOnlyList<ChartPoint> Rate(SeriesGroup group, TimeGrid grid, TimeSpan exportEvery)
    {
        var sum = Enumerable.Repeat(double.NaN, grid.Count).ToArray();
        foreach (var member in group.Members)
        {
            var rates = new RateColumns(grid);
            foreach (var stretch in member.Stretches(grid.Start))
            {
                rates.Add(stretch);
            }
            for (var column = 0; column < grid.Count; column++)
            {
                sum[column] = double.IsNaN(sum[column]) ? rates[column] : sum[column] + (double.IsNaN(rates[column]) ? 0 : rates[column]);
            }
        }
        return Points(group, grid, exportEvery, column => sum[column]);
    }

    /// <summary>How many values came in each column, by bucket, of the histograms of a group together.</summary>
    public static BucketColumns Buckets(SeriesGroup group, TimeGrid grid)
    {
        var columns = new BucketColumns(grid, BucketColumns.CommonBounds(group.Members.Select(member => member.Snapshot)));
        foreach (var stretch in group.Members.SelectMany(member => member.Stretches(grid.Start)))
        {
            columns.Add(stretch);
        }
        return columns;
    }

    /// <summary>A point for each column that is known; a gap where it is not a number.</summary>
    public static IReadOnlyList<ChartPoint> Points(SeriesGroup group, TimeGrid grid, TimeSpan exportEvery, Func<int, double> value)
    {
        var knownUntil = group.KnownUntil(exportEvery);
        var points = new List<ChartPoint>(grid.Count);
        for (var column = 0; column < grid.Count; column++)
        {
            var end = grid.EndOf(column);
            if (end - grid.Step < knownUntil)
            {
                points.Add(new ChartPoint(end < knownUntil ? end : knownUntil, value(column)));
            }
        }
        return points;
    }
}
