using OjAspire.Dashboard.Charts;
using OjAspire.Dashboard.Metrics.Dimensions;
using OjAspire.Dashboard.Metrics.Lines;
using OjAspire.Dashboard.Metrics.Units;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics;

/// <summary>All that the page shows of an instrument at one moment.</summary>
/// <param name="Dimensions">Of all series, shown or not.</param>
/// <param name="Lines">Those that are drawn, in the sender's unit, with every point.</param>
/// <param name="LeftOut">How many lines more there would be.</param>
/// <param name="Exemplars">Of the series that are shown, newest first.</param>
/// <param name="Scale">The unit in which the lines' values are written.</param>
/// <param name="ExemplarScale">The unit in which single measurements are written.</param>
public sealed record MetricReading(
    InstrumentInfo Info, MetricShow Show, IReadOnlyList<Dimension> Dimensions, IReadOnlyList<ChartLine> Lines, int LeftOut,
    IReadOnlyList<MetricExemplar> Exemplars, TimeGrid Grid, DateTimeOffset From, DateTimeOffset To, UnitScale Scale, UnitScale ExemplarScale)
{
    // More dots than this hide the lines, and each other.
    private const int MostMarks = 60;

    /// <summary>The lines as the chart draws them: in the unit's best size, and no more points than there are pixels.</summary>
    public ChartData Chart(int width)
    {
        // Four points of a column may be kept.
        var column = (To - From) / Math.Max(25, width / 4);
        return new ChartData(
            $"{Info.Key.Resource.Name}/{Info.Key.Meter}/{Info.Key.Name}/{Show}/{Grid.Step}/{width}",
            Scale.Symbol,
            From,
            To,
            [.. Lines.Select(line => line with { Points = [.. Decimation.Of(line.Points, column).Select(point => point with { Value = point.Value * Scale.Factor })] })],
            Show is MetricShow.Rate or MetricShow.Total
                ? []
                : [.. Outstanding().Select(one => new ChartMark(one.Id, one.Series, one.Time, one.Value * Scale.Factor))]);
    }

    // The largest of each moment: these are what one goes after.
    private IEnumerable<MetricExemplar> Outstanding() => Exemplars
        .GroupBy(one => one.Time.UtcTicks / ((To - From).Ticks / MostMarks))
        .Select(moment => moment.MaxBy(one => one.Value)!);

    public IReadOnlyList<MetricRow> Rows(bool onlyChanges) => MetricRows.Of(Lines, Grid, onlyChanges);
}
