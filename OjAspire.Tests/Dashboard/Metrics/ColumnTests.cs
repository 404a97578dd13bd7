extern alias dashboard;

using CsCheck;
using dashboard::OjAspire.Dashboard.Metrics.Lines;
using static OjAspire.Tests.Dashboard.Metrics.SampleMetrics;

namespace OjAspire.Tests.Dashboard.Metrics;

/// <summary>Grids, and what grows in their columns.</summary>
public sealed class ColumnTests
{
    private static readonly TimeGrid Grid = new(Zero, TimeSpan.FromSeconds(10), 6);

    [Theory]
    [InlineData(1, 800, 0, 1)]
    [InlineData(5, 800, 0, 1)]
    [InlineData(5, 800, 5, 5)]
    [InlineData(5, 800, 60, 60)]
    [InlineData(5, 300, 0, 2)]
    [InlineData(60, 800, 1, 10)]
    [InlineData(720, 800, 1, 120)]
    [InlineData(720, 300, 1, 300)]
    public void Columns_are_as_fine_as_the_width_and_the_exports_allow(int minutes, int width, int exportSeconds, int step) =>
        Assert.Equal(step, TimeGrid.Choose(At(-minutes * 60), Zero, width, TimeSpan.FromSeconds(exportSeconds)).Step.TotalSeconds);

    [Fact]
    public void Columns_stay_where_they_are_while_the_window_moves_on()
    {
        var first = TimeGrid.Choose(At(0.3), At(300.3), 800, TimeSpan.FromSeconds(5));
        var later = TimeGrid.Choose(At(13.9), At(313.9), 800, TimeSpan.FromSeconds(5));

        Assert.Equal(At(0), first.Start);
        Assert.Equal(At(10), later.Start);
        Assert.True(first.Start <= At(0.3) && first.End >= At(300.3));
    }

    [Fact]
    public void A_time_on_the_line_between_two_columns_ends_the_earlier()
    {
        Assert.Equal(0, Grid.ColumnOf(At(10)));
        Assert.Equal(1, Grid.ColumnOf(At(10.001)));
        Assert.Equal(-1, Grid.ColumnOf(At(0)));
        Assert.Equal(-1, Grid.ColumnOf(At(-500)));
        Assert.Equal(6, Grid.ColumnOf(At(500)));
    }

    [Fact]
    public void What_grows_across_columns_is_shared_out_evenly()
    {
        var rates = new RateColumns(Grid);
        rates.Add(new Stretch(At(5), At(25), Point(5, 100), Point(25, 140)));

        Assert.Equal([2, 2, 2, double.NaN, double.NaN, double.NaN], Enumerable.Range(0, 6).Select(column => rates[column]));
    }

    [Fact]
    public void No_growth_is_lost_or_counted_twice_wherever_the_exports_lie() => Gen.Double[0.05, 15].Array[1, 60].Sample(gaps =>
    {
        var grid = new TimeGrid(Zero, TimeSpan.FromSeconds(3), 300);
        var rates = new RateColumns(grid);
        var (time, total) = (0.0, 0.0);
        foreach (var gap in gaps)
        {
            rates.Add(new Stretch(At(time), At(time + gap), Point(time, total), Point(time + gap, total + (gap * gap))));
            (time, total) = (time + gap, total + (gap * gap));
        }
        var seconds = Enumerable.Range(0, grid.Count).Select(column => Math.Clamp(time - (3 * column), 0, 3));
        var sum = Enumerable.Range(0, grid.Count).Zip(seconds, (column, known) => known < 1e-6 ? 0 : rates[column] * known).Sum();

        Assert.Equal(total, sum, total * 1e-3);
    });

    [Fact]
    public void Percentiles_are_of_what_came_in_a_column_not_of_what_was_counted_before()
    {
        double[] bounds = [10, 20, 30];
        var columns = new BucketColumns(Grid, [.. bounds]);
        columns.Add(new Stretch(At(0), At(10), Histogram(0, bounds, [9_000, 0, 0, 0]), Histogram(10, bounds, [9_000, 0, 8, 0])));
        columns.Add(new Stretch(At(10), At(20), Histogram(10, bounds, [9_000, 0, 8, 0]), Histogram(20, bounds, [9_000, 0, 8, 0])));

        Assert.Equal(25, columns.Percentile(0, 0.5), 9);
        Assert.Equal(double.NaN, columns.Percentile(1, 0.5));
    }

    [Fact]
    public void Histograms_with_other_bounds_are_not_mixed()
    {
        var columns = new BucketColumns(Grid, [10, 20]);
        columns.Add(new Stretch(At(0), At(10), null, Histogram(10, [10, 20], [0, 4, 0])));
        columns.Add(new Stretch(At(0), At(10), null, Histogram(10, [1, 2], [0, 4_000, 0])));
        columns.Add(new Stretch(At(0), At(10), Histogram(0, [1, 2], [0, 1, 0]), Histogram(10, [10, 20], [4_000, 0, 0])));

        Assert.Equal(15, columns.Percentile(0, 0.5), 9);
        var common = BucketColumns.CommonBounds([
            Series(true, Histogram(1, [10, 20], [0, 0, 0])), Series(true, Histogram(1, [1, 2], [0, 0, 0])), Series(true, Histogram(1, [10, 20], [1, 1, 1]))]);
        Assert.Equal([10, 20], common.AsEnumerable());
    }

    [Fact]
    public void The_export_interval_is_told_from_the_points_also_where_steady_values_leave_some_out() =>
        Assert.Equal(TimeSpan.FromSeconds(5), ExportInterval.Estimate([
            Series(true, Point(0, 1), Point(5, 2), Point(10, 3), Point(15, 4)), Series(true, Point(0, 1), Point(600, 1), Point(605, 2))]));
}
