extern alias dashboard;

using dashboard::OjAspire.Dashboard.Charts;
using static OjAspire.Tests.Dashboard.Metrics.SampleMetrics;

namespace OjAspire.Tests.Dashboard.Metrics;

public sealed class ChartPatchTests
{
    [Fact]
    public void A_first_chart_is_sent_whole()
    {
        var patch = ChartPatch.Between(ChartData.Empty, Chart(0, 60, (1, 10), (2, 20)));

        Assert.True(patch.Anew);
        Assert.Equal([10, 20], patch.Lines[0].Y.Select(value => value!.Value));
        Assert.Equal(At(60).ToUnixTimeMilliseconds(), patch.To);
    }

    [Fact]
    public void Of_a_window_that_has_moved_on_only_what_is_new_is_sent()
    {
        var patch = ChartPatch.Between(Chart(0, 60, (1, 10), (2, 20), (3, 30)), Chart(2, 62, (2, 20), (3, 31), (4, 40)));

        Assert.False(patch.Anew);
        Assert.Equal(At(2).ToUnixTimeMilliseconds(), patch.Lines[0].Keep);
        Assert.Equal([31, 40], patch.Lines[0].Y.Select(value => value!.Value));
    }

    [Fact]
    public void Nothing_new_sends_no_point()
    {
        var chart = Chart(0, 60, (1, 10), (2, double.NaN));

        Assert.Empty(ChartPatch.Between(chart, chart).Lines[0].X);
    }

    [Fact]
    public void A_line_that_has_changed_from_its_first_point_on_is_replaced()
    {
        var patch = ChartPatch.Between(Chart(0, 60, (1, 10)), Chart(0, 60, (1, 11), (2, 12)));

        Assert.Equal(0, patch.Lines[0].Keep);
        Assert.Equal(2, patch.Lines[0].X.Count);
    }

    [Fact]
    public void Other_lines_or_another_unit_make_another_chart()
    {
        var chart = Chart(0, 60, (1, 10));

        Assert.True(ChartPatch.Between(chart, chart with { Unit = "ms" }).Anew);
        Assert.True(ChartPatch.Between(chart, chart with { Lines = [.. chart.Lines, .. chart.Lines] }).Anew);
        Assert.True(ChartPatch.Between(chart, chart with { Title = "another" }).Anew);
    }

    [Fact]
    public void A_gap_is_sent_as_one() => Assert.Null(ChartPatch.Between(ChartData.Empty, Chart(0, 60, (1, double.NaN))).Lines[0].Y[0]);

    private static ChartData Chart(double from, double to, params (double Time, double Value)[] points) =>
        new(
            "chart", "s", At(from), At(to),
            [new ChartLine("a", "A", [.. points.Select(point => new ChartPoint(At(point.Time), point.Value))])], []);
}
