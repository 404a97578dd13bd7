extern alias dashboard;

using dashboard::OjAspire.Dashboard.Metrics.Lines;
using dashboard::OjAspire.Dashboard.Telemetry.Metrics;
using static OjAspire.Tests.Dashboard.Metrics.SampleMetrics;

namespace OjAspire.Tests.Dashboard.Metrics;

public sealed class StretchTests
{
    [Fact]
    public void A_total_grows_from_point_to_point() =>
        Assert.Equal([(10, 20, 5), (20, 30, 0)], Of(Series(false, Point(10, 7), Point(20, 12), Point(30, 12))));

    [Fact]
    public void A_later_start_means_that_counting_began_anew_then() =>
        Assert.Equal([(10, 20, 5), (24, 30, 3)], Of(Series(false, Point(10, 7), Point(20, 12), Point(30, 3, start: 24))));

    [Fact]
    public void A_total_that_shrinks_began_anew_even_if_the_sender_does_not_say_so() =>
        Assert.Equal([(10, 20, 2)], Of(Series(false, Point(10, 7), Point(20, 2))));

    [Fact]
    public void A_series_that_begins_within_the_window_counts_from_its_start() =>
        Assert.Equal([(4, 10, 7)], Of(Series(true, Point(10, 7, start: 4))));

    [Fact]
    public void What_a_process_counted_before_the_window_is_not_growth_within_it() =>
        Assert.Empty(Of(Series(true, Point(10, 7, start: -3600))));

    [Fact]
    public void A_series_that_is_new_in_an_old_process_grew_since_the_export_before() =>
        Assert.Equal([(9, 10, 7)], Of(Series(true, Point(10, 7, start: -3600)), exportBefore: 9));

    [Fact]
    public void A_series_whose_oldest_points_were_dropped_does_not_begin_with_the_first_that_is_left() =>
        Assert.Empty(Of(Series(false, Point(10, 7_000, start: 1)), exportBefore: 9));

    private static IEnumerable<(double From, double To, double Growth)> Of(SeriesSnapshot series, double? exportBefore = null) =>
        Stretch.Of(series with { ExportBefore = exportBefore is { } seconds ? At(seconds) : null }, At(0))
            .Select(stretch => ((stretch.From - Zero).TotalSeconds, (stretch.To - Zero).TotalSeconds, stretch.Growth));
}
