using OjAspire.Dashboard.Charts;
using OjAspire.Dashboard.Metrics.Lines;

namespace OjAspire.Dashboard.Metrics;

/// <summary>Lines as rows of a table.</summary>
internal static class MetricRows
{
    /// <summary>A row for each column of the grid in which a line has a value: its last one there. Newest first.</summary>
    /// <param name="onlyChanges">Leaves out rows that say the same as the one before them in time.</param>
    public static IReadOnlyList<MetricRow> Of(IReadOnlyList<ChartLine> lines, TimeGrid grid, bool onlyChanges)
    {
        var values = new double[grid.Count][];
        var times = new DateTimeOffset[grid.Count];
        foreach (var (number, line) in lines.Index())
        {
            foreach (var point in line.Points)
            {
                var column = grid.ColumnOf(point.Time);
                if (column >= 0 && column < grid.Count)
                {
                    (values[column] ??= [.. Enumerable.Repeat(double.NaN, lines.Count)])[number] = point.Value;
                    times[column] = point.Time > times[column] ? point.Time : times[column];
                }
            }
        }
        var rows = new List<MetricRow>();
        for (var column = 0; column < grid.Count; column++)
        {
            if (values[column] is { } row && !(onlyChanges && rows.Count > 0 && row.AsSpan().SequenceEqual(rows[^1].Values.ToArray())))
            {
                rows.Add(new MetricRow(times[column], row));
            }
        }
        rows.Reverse();
        return rows;
    }
}
