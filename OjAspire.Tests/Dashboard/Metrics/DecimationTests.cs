extern alias dashboard;

using CsCheck;
using dashboard::OjAspire.Dashboard.Charts;
using static OjAspire.Tests.Dashboard.Metrics.SampleMetrics;

namespace OjAspire.Tests.Dashboard.Metrics;

public sealed class DecimationTests
{
    private static readonly TimeSpan Column = TimeSpan.FromSeconds(10);

    [Fact]
    public void Of_a_column_the_first_the_lowest_the_highest_and_the_last_stay_in_their_order() =>
        Assert.Equal([5, 9, 1, 4], Values(5, 6, 9, 7, 1, 3, 4));

    [Fact]
    public void A_point_that_is_two_of_them_stays_once() => Assert.Equal([1, 9], Values(1, 2, 3, 9));

    [Fact]
    public void A_gap_hides_no_extreme()
    {
        Assert.Equal([double.NaN, 1, 9, 3], Values(double.NaN, 1, 5, 9, 3));
        Assert.Equal([double.NaN, double.NaN], Values(double.NaN, double.NaN, double.NaN));
    }

    [Fact]
    public void Few_points_all_stay()
    {
        ChartPoint[] points = [.. Enumerable.Range(0, 100).Select(number => new ChartPoint(At(number * 60), number))];

        Assert.Equal(points, Decimation.Of(points, Column));
    }

    [Fact]
    public void At_most_four_points_a_column_stay_and_each_columns_extremes_are_among_them() => Gen.Double[-1000, 1000].Array[1, 500].Sample(values =>
    {
        ChartPoint[] points = [.. values.Select((value, number) => new ChartPoint(At(number), value))];
        var kept = Decimation.Of(points, Column).ToArray();

        foreach (var column in points.GroupBy(point => point.Time.UtcTicks / Column.Ticks))
        {
            var of = kept.Where(point => point.Time.UtcTicks / Column.Ticks == column.Key).ToArray();
            Assert.InRange(of.Length, 1, 4);
            Assert.Equal(
                (column.Min(point => point.Value), column.Max(point => point.Value)),
                (of.Min(point => point.Value), of.Max(point => point.Value)));
            Assert.Equal((column.First(), column.Last()), (of[0], of[^1]));
        }
    });

    private static IEnumerable<double> Values(params double[] values) =>
        Decimation.Of([.. values.Select((value, number) => new ChartPoint(At(number), value))], Column).Select(point => point.Value);
}
