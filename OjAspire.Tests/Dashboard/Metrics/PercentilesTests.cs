extern alias dashboard;

using dashboard::OjAspire.Dashboard.Metrics.Lines;

namespace OjAspire.Tests.Dashboard.Metrics;

public sealed class PercentilesTests
{
    [Theory]
    // 100 values, ten in each bucket up to 100: a percentile is its own number.
    [InlineData(new double[] { 10, 20, 30, 40, 50, 60, 70, 80, 90, 100 }, new double[] { 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0 }, 0.5, 50)]
    [InlineData(new double[] { 10, 20, 30, 40, 50, 60, 70, 80, 90, 100 }, new double[] { 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0 }, 0.99, 99)]
    // All in one bucket: they lie evenly between its bounds.
    [InlineData(new double[] { 1, 2, 4 }, new double[] { 0, 0, 8, 0 }, 0.5, 3)]
    [InlineData(new double[] { 1, 2, 4 }, new double[] { 0, 0, 8, 0 }, 0, 2)]
    [InlineData(new double[] { 1, 2, 4 }, new double[] { 0, 0, 8, 0 }, 1, 4)]
    // The first bucket begins at nothing, unless its bound is there or below.
    [InlineData(new double[] { 10, 20 }, new double[] { 4, 0, 0 }, 0.5, 5)]
    [InlineData(new double[] { -5, 20 }, new double[] { 4, 0, 0 }, 0.5, -5)]
    // Of the last bucket only where it begins is known.
    [InlineData(new double[] { 10, 20 }, new double[] { 1, 1, 98 }, 0.5, 20)]
    // Parts of values, as they come of exports that overlap columns.
    [InlineData(new double[] { 1, 2 }, new double[] { 0.25, 0.25, 0 }, 0.5, 1)]
    public void A_percentile_lies_where_the_buckets_say(double[] bounds, double[] counts, double fraction, double expected) =>
        Assert.Equal(expected, Percentiles.At(bounds, counts, fraction), 9);

    [Fact]
    public void Of_nothing_there_is_no_percentile()
    {
        Assert.Equal(double.NaN, Percentiles.At([1, 2], [0, 0, 0], 0.5));
        Assert.Equal(double.NaN, Percentiles.At([], [7], 0.5));
    }
}
