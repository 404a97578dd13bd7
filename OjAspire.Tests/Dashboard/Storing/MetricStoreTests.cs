extern alias dashboard;

using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using dashboard::OjAspire.Dashboard.Telemetry;
using dashboard::OjAspire.Dashboard.Telemetry.Metrics;
using static OjAspire.Tests.Dashboard.Metrics.SampleMetrics;

namespace OjAspire.Tests.Dashboard.Storing;

public sealed class MetricStoreTests
{
    private static readonly TelemetryResource Shop = Sender("shop");
    private static readonly int EmptySeries = MetricWeight.Of(ImmutableArray<KeyValuePair<string, string>>.Empty);

    [Fact]
    public void Over_the_limit_the_oldest_point_of_all_goes_and_is_counted()
    {
        var store = Store(2 * EmptySeries + 5);
        Add(store, "a", Point(1, 1));
        Add(store, "b", Point(1, 1), Point(2, 2));
        Add(store, "a", Point(2, 2), Point(3, 3));
        Assert.Equal(0, store.Dropped);

        Add(store, "b", Point(3, 3), Point(4, 4));

        Assert.Equal([2, 3], Times(store, "a"));
        Assert.Equal([2, 3, 4], Times(store, "b"));
        Assert.Equal((2, 2 * EmptySeries + 5), (store.Dropped, store.Weight));
    }

    [Fact]
    public void What_was_renewed_since_is_not_the_oldest()
    {
        var store = Store(2 * EmptySeries + 4, ofOne: 2);
        Add(store, "steady", Point(1, 7), Point(2, 7));
        Add(store, "other", Point(1, 1), Point(2, 2));
        Add(store, "steady", Point(3, 7), Point(4, 7), Point(5, 8), Point(6, 9));

        Add(store, "new", Point(1, 1));

        Assert.Equal([5, 6], Times(store, "steady"));
        Assert.Equal([1], Times(store, "new"));
        Assert.Empty(Times(store, "other"));
    }

    [Fact]
    public void A_series_without_points_and_an_instrument_without_series_are_gone()
    {
        var store = Store(2 * EmptySeries + 2);
        Add(store, "a", Point(1, 1));
        Add(store, "b", Point(1, 1));
        Add(store, "c", Point(1, 1));
        store.Add([new MetricBatch(Info("empty"), false, [])]);

        Assert.Equal(["b", "c"], store.List().Select(info => info.Key.Name));
        Assert.Null(store.Find(Info("a").Key, default));
    }

    [Fact]
    public void Buckets_exemplars_and_attributes_count()
    {
        double[] bounds = [.. Enumerable.Range(0, 1_000)];
        var histogram = Histogram(1, bounds, new long[1_001]);
        var exemplar = new Exemplar(At(1), 1, "", "", Attributes(("key", new string('x', 4_000))));

        Assert.Equal(1, MetricWeight.Of(Point(1, 1)));
        Assert.Equal(3, MetricWeight.Of(Histogram(1, bounds[..15], new long[16])));
        Assert.InRange(MetricWeight.Of(histogram), 1_000 * 16 / 128, 1_000 * 16 / 64);
        Assert.InRange(MetricWeight.Of(Point(1, 1, 0, exemplar)), 8_000 / 128, 8_000 / 64);
        Assert.InRange(MetricWeight.Of(exemplar.Attributes), 8_000 / 128, 8_000 / 64);

        var store = Store(1_000);
        Add(store, "h", [.. Enumerable.Range(1, 50).Select(time => Histogram(time, bounds, [time, .. new long[1_000]]))]);
        Assert.InRange(Times(store, "h").Length, 5, 8);
    }

    [Fact]
    public void One_point_that_alone_is_too_large_is_not_kept()
    {
        var store = Store(100);
        Add(store, "h", Histogram(1, [.. Enumerable.Range(0, 1_000)], new long[1_001]));

        Assert.Empty(store.List());
        Assert.Equal((0, 1), (store.Weight, store.Dropped));
    }

    [Fact]
    public void A_series_that_the_newest_export_does_not_have_is_not_current()
    {
        var store = Store(1_000);
        Add(store, "a", (Attributes(("n", "1")), Point(1, 1)), (Attributes(("n", "2")), Point(1, 1)));
        Add(store, "a", (Attributes(("n", "2")), Point(11.05, 1)), (Attributes(("n", "3")), Point(11, 1)));

        var found = store.Find(Info("a").Key, default)!;

        Assert.Equal([false, true, true], found.Series.Select(series => series.IsCurrent));
        Assert.Equal((At(11.05), TimeSpan.FromSeconds(10.05)), (found.LastExport, found.ExportEvery));
    }

    [Fact]
    public void What_is_kept_is_never_more_than_the_limit_and_what_the_books_say() => Gen.Select(
        Gen.Int[30, 120],
        Gen.Int[2, 9],
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 40], Gen.Int[0, 2], Gen.Int[0, 30], Gen.Bool).Array[1, 120])
            .Sample((limit, ofOne, steps) =>
        {
            var store = Store(limit, ofOne);
            foreach (var (instrument, series, time, value, buckets, isDelta) in steps)
            {
                var attributes = series == 0 ? [] : Attributes(("n", series.ToString(CultureInfo.InvariantCulture)));
                var point = instrument == 0
                    ? Histogram(time, [.. Enumerable.Range(0, buckets)], [value, .. new long[buckets]])
                    : Point(time, value);
                store.Add([new MetricBatch(Info($"i{instrument}"), isDelta, [(attributes, point)])]);

                var kept = store.List().SelectMany(info => store.Find(info.Key, DateTimeOffset.MinValue)!.Series).ToArray();
                Assert.All(kept, each => Assert.InRange(each.Points.Count, 1, ofOne));
                Assert.Equal(store.Weight, kept.Sum(each => MetricWeight.Of(each.Attributes) + each.Points.Sum(MetricWeight.Of)));
                Assert.InRange(store.Weight, 0, limit);
            }
            store.Clear();
            Assert.Equal((0, 0), (store.Weight, store.List().Length));
        });

    private static MetricStore Store(int limit, int ofOne = 100) =>
        new(new TelemetryLimits { MaxMetricsCount = limit, MaxMetricPointCount = ofOne });

    private static InstrumentInfo Info(string name) => new(new InstrumentKey(Shop, "Sample", name), InstrumentKind.Gauge, "", "");

    private static void Add(MetricStore store, string name, params MetricPoint[] points) =>
        Array.ForEach(points, point => Add(store, name, ([], point)));

    private static void Add(MetricStore store, string name, params (ImmutableArray<KeyValuePair<string, string>>, MetricPoint)[] points) =>
        store.Add([new MetricBatch(Info(name), false, points)]);

    private static int[] Times(MetricStore store, string name) =>
        [.. store.Find(Info(name).Key, default)?.Series.SelectMany(series => series.Points)
            .Select(point => (int)(point.Time - Zero).TotalSeconds) ?? []];
}
