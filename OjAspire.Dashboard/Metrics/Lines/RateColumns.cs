namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>
/// How fast one total grew in each column of a grid. What grew between two points is taken to have grown evenly, so that no growth is lost
/// or counted twice where exports and columns do not begin together.
/// </summary>
internal sealed class RateColumns(TimeGrid grid)
{
    private readonly double[] _growth = new double[grid.Count];
    private readonly double[] _seconds = new double[grid.Count];

    /// <summary>Adds what grew in a stretch.</summary>
    public void Add(Stretch stretch)
    {
        foreach (var (column, seconds, share) in Shares(grid, stretch))
        {
            _growth[column] += stretch.Growth * share;
            _seconds[column] += seconds;
        }
    }

    /// <summary>Growth per second; not a number where nothing is known.</summary>
    public double this[int column] => _seconds[column] > 0 ? _growth[column] / _seconds[column] : double.NaN;

    /// <summary>The columns that a stretch lies in, with how many seconds and which share of it.</summary>
    public static IEnumerable<(int Column, double Seconds, double Share)> Shares(TimeGrid grid, Stretch stretch)
    {
        var length = (stretch.To - stretch.From).TotalSeconds;
        if (length <= 0)
        {
            yield break;
        }
        var last = Math.Min(grid.ColumnOf(stretch.To), grid.Count - 1);
        for (var column = Math.Max(0, grid.ColumnOf(stretch.From)); column <= last; column++)
        {
            var begin = Math.Max(stretch.From.UtcTicks, (grid.EndOf(column) - grid.Step).UtcTicks);
            var end = Math.Min(stretch.To.UtcTicks, grid.EndOf(column).UtcTicks);
            if (end > begin)
            {
                var seconds = (double)(end - begin) / TimeSpan.TicksPerSecond;
                yield return (column, seconds, seconds / length);
            }
        }
    }
}
