extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry.Metrics;
using static OjAspire.Tests.Dashboard.Metrics.SampleMetrics;

namespace OjAspire.Tests.Dashboard.Storing;

public sealed class SeriesTests
{
    private readonly Series _series = new([], 5);
    private long _arrivals;

    [Fact]
    public void A_value_that_stays_is_its_first_and_its_last_point_and_another_ends_that()
    {
        Add(Point(1, 7), Point(2, 7), Point(3, 7), Point(4, 7), Point(5, 8), Point(6, 8), Point(7, 7));

        Assert.Equal([(1, 7), (4, 7), (5, 8), (6, 8), (7, 7)], Kept());
    }

    [Fact]
    public void A_histogram_that_stays_is_two_points_also_without_a_sum()
    {
        Add(Histogram(1, [1], [1, 2]), Histogram(2, [1], [1, 2]), Histogram(3, [1], [1, 2]), Histogram(4, [1], [2, 1]));

        Assert.Equal([(1, 3), (3, 3), (4, 3)], Kept());
    }

    [Fact]
    public void Counting_that_began_anew_and_exemplars_are_points_of_their_own()
    {
        Add(Point(1, 7), Point(2, 7), Point(3, 7, 2), Point(4, 7, 2, new Exemplar(At(4), 1, "", "", [])), Point(5, 7, 2));

        Assert.Equal([1, 2, 3, 4, 5], Kept().Select(point => point.Time));
    }

    [Fact]
    public void A_point_that_comes_again_or_late_is_ignored()
    {
        Add(Point(2, 1), Point(2, 5), Point(1, 9), Point(3, 2));

        Assert.Equal([(2, 1), (3, 2)], Kept());
    }

    [Fact]
    public void Deltas_are_totals_since_the_first()
    {
        Add(true, Point(1, 3, 0), Point(2, 4, 1), Point(3, 0, 2), Point(2.5, 100, 2));

        Assert.Equal([(1, 3), (2, 7), (3, 7)], Kept());
        Assert.All(_series.Snapshot(default, true).Points, point => Assert.Equal(At(0), point.Start));
    }

    [Fact]
    public void Deltas_of_histograms_are_totals_by_bucket_also_when_bounds_change()
    {
        Add(true, Histogram(1, [1, 2], [1, 0, 2], 0), Histogram(2, [1, 2], [0, 5, 1], 1), Histogram(3, [2, 4], [1, 1, 0], 2));

        var points = _series.Snapshot(default, true).Points;
        Assert.Equal<long>([1, 5, 3], points[1].Histogram!.Counts);
        Assert.Equal<double>([1, 2, 4], points[2].Histogram!.Bounds);
        Assert.Equal<long>([1, 6, 1, 3], points[2].Histogram!.Counts);
        Assert.Equal((11, 11), (points[2].Value, points[2].Histogram!.Count));
    }

    [Fact]
    public void Points_of_a_histogram_have_one_list_of_bounds_in_memory()
    {
        Add(Histogram(1, [1, 2], [1, 0, 2]), Histogram(2, [1, 2], [1, 0, 3]));

        var points = _series.Snapshot(default, true).Points;
        Assert.True(points[0].Histogram!.Bounds == points[1].Histogram!.Bounds);
    }

    [Fact]
    public void A_series_that_is_full_loses_its_oldest_and_is_whole_no_more()
    {
        Add(Point(1, 1), Point(2, 2), Point(3, 3), Point(4, 4), Point(5, 5));
        Assert.True(_series.Snapshot(default, true).IsWhole);
        var weight = _series.Weight;

        Add(Point(6, 6), Point(7, 7));

        Assert.Equal([3, 4, 5, 6, 7], Kept().Select(point => point.Time));
        Assert.False(_series.Snapshot(default, true).IsWhole);
        Assert.Equal((weight, 3), (_series.Weight, _series.OldestArrival));
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, true)]
    [InlineData(2.5, 2, false)]
    [InlineData(3, 2, false)]
    [InlineData(99, 4, false)]
    public void From_a_time_on_begins_with_the_point_that_was_so_then(double from, double first, bool whole)
    {
        Add(Point(1, 1), Point(2, 2), Point(3, 3), Point(4, 4));

        var snapshot = _series.Snapshot(At(from), true);

        Assert.Equal((At(first), whole), (snapshot.Points[0].Time, snapshot.IsWhole));
        Assert.Equal(At(4), snapshot.Points[^1].Time);
    }

    private void Add(params MetricPoint[] points) => Add(false, points);

    private void Add(bool isDelta, params MetricPoint[] points)
    {
        foreach (var point in points)
        {
            _series.Add(point, isDelta, ++_arrivals);
        }
    }

    private IEnumerable<(double Time, double Value)> Kept() =>
        _series.Snapshot(default, true).Points.Select(point => ((point.Time - Zero).TotalSeconds, point.Value));
}
