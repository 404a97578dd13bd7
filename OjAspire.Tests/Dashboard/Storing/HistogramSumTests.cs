extern alias dashboard;

using CsCheck;
using dashboard::OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Tests.Dashboard.Storing;

public sealed class HistogramSumTests
{
    private static readonly Gen<HistogramValue> Any = Gen.Int[-50, 50].HashSet[0, 20].SelectMany(bounds => Gen.Long[0, 100].Array[bounds.Count + 1]
        .Select(counts => new HistogramValue(counts.Sum(), counts.Sum() * 2d, [.. bounds.Order().Select(bound => (double)bound)], [.. counts])));

    [Fact]
    public void Of_equal_bounds_bucket_is_added_to_bucket()
    {
        var sum = HistogramSum.Of(Of([1, 2], 1, 2, 3), Of([1, 2], 10, 20, 30));

        Assert.Equal<double>([1, 2], sum.Bounds);
        Assert.Equal<long>([11, 22, 33], sum.Counts);
        Assert.Equal(66, sum.Count);
    }

    [Fact]
    public void Of_bounds_that_differ_all_stay_and_each_count_stays_below_its_own_bound()
    {
        var sum = HistogramSum.Of(Of([1, 4], 1, 2, 3), Of([2, 4, 8], 10, 20, 30, 40));

        Assert.Equal<double>([1, 2, 4, 8], sum.Bounds);
        Assert.Equal<long>([1, 10, 22, 30, 43], sum.Counts);
    }

    [Fact]
    public void How_many_values_are_up_to_any_bound_of_both_is_never_less_than_of_each_and_none_is_lost() => Gen.Select(Any, Any)
        .Sample((one, other) =>
    {
        var sum = HistogramSum.Of(one, other);

        Assert.Equal((one.Count + other.Count, one.Sum + other.Sum), (sum.Count, sum.Sum));
        Assert.Equal(sum.Count, sum.Counts.Sum());
        Assert.Equal(sum.Bounds.Length + 1, sum.Counts.Length);
        Assert.Equal(sum.Bounds.Distinct().Order(), sum.Bounds);
        Assert.All(sum.Bounds, bound => Assert.Equal(UpTo(one, bound) + UpTo(other, bound), UpTo(sum, bound)));
    });

    [Fact]
    public void Bounds_that_differ_each_time_do_not_become_more_and_more()
    {
        var sum = Of([0], 0, 0);
        for (var round = 0; round < 20; round++)
        {
            sum = HistogramSum.Of(
                sum, Of([.. Enumerable.Range(0, 160).Select(number => number + (round / 20d))], [.. Enumerable.Repeat(1L, 161)]));
        }

        Assert.InRange(sum.Bounds.Length, 100, 1_000);
        Assert.Equal(20 * 161, sum.Counts.Sum());
        Assert.Equal(20, sum.Counts[^1]);
    }

    [Fact]
    public void A_count_beyond_all_measure_stays_the_largest() =>
        Assert.Equal<long>([long.MaxValue], HistogramSum.Of(Of([], long.MaxValue - 1), Of([], 2)).Counts);

    private static HistogramValue Of(double[] bounds, params long[] counts) => new(counts.Sum(), double.NaN, [.. bounds], [.. counts]);

    private static long UpTo(HistogramValue histogram, double bound) =>
        histogram.Counts.Take(histogram.Bounds.Count(each => each <= bound)).Sum();
}
