extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry.Logs;
using dashboard::OjAspire.Dashboard.Telemetry.Traces;
using dashboard::OjAspire.Dashboard.Traces.Waterfall;
using static OjAspire.Tests.Dashboard.Traces.SampleSpans;

namespace OjAspire.Tests.Dashboard.Traces;

public sealed class WaterfallFiguresTests
{
    [Theory]
    [InlineData(0, 100, "0|20 ms|40 ms|60 ms|80 ms|100 ms")]
    [InlineData(0, 0.004, "0|1 µs|2 µs|3 µs|4 µs")]
    [InlineData(0, 1_500, "0|500 ms|1 s|1.5 s")]
    [InlineData(12_345, 12_346, "12.345 s|12.3452 s|12.3454 s|12.3456 s|12.3458 s|12.346 s")]
    [InlineData(0, 240_000, "0|1 min 0 s|2 min 0 s|3 min 0 s|4 min 0 s")]
    [InlineData(0, 90_000_000, "0|6 h 0 min|12 h 0 min|18 h 0 min|24 h 0 min")]
    public void Marks_stand_at_round_times_and_their_labels_tell_them_apart(double from, double to, string labels)
    {
        var window = new TimeWindow(TimeSpan.FromMilliseconds(from), TimeSpan.FromMilliseconds(to));

        var ticks = TimeAxis.Ticks(window, 6);

        Assert.Equal(labels, string.Join('|', ticks.Select(tick => tick.Label)));
        Assert.All(ticks, tick => Assert.InRange(tick.Place, 0, 1));
    }

    [Fact]
    public void A_moment_has_no_marks_to_show() => Assert.Empty(TimeAxis.Ticks(default, 6));

    [Fact]
    public void A_bar_is_cut_at_the_edges_of_the_window_and_its_label_stands_where_there_is_room()
    {
        var window = new TimeWindow(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));

        Assert.Equal(new BarPlace(0, 0.5, true, BarLabel.After), BarPlace.Of(Span("s", "", 50, 100), Begin, window));
        Assert.Equal(new BarPlace(0.5, 1, true, BarLabel.Before), BarPlace.Of(Span("s", "", 150, 500), Begin, window));
        Assert.Equal(new BarPlace(0, 1, true, BarLabel.Inside), BarPlace.Of(Span("s", "", 0, 500), Begin, window));
        Assert.False(BarPlace.Of(Span("s", "", 0, 50), Begin, window).IsInView);
        Assert.False(BarPlace.Of(Span("s", "", 300, 50), Begin, window).IsInView);
        Assert.Equal(0, BarPlace.Of(Span("s", "", 150, -20), Begin, window).Width);
    }

    [Fact]
    public void Of_a_thousand_events_no_more_marks_are_drawn_than_there_is_room_for()
    {
        var span = Span("s", "", 0, 100) with
        {
            Events = [.. Enumerable.Range(0, 1_000).Select(place => new SpanEvent(Begin.AddMilliseconds(place * 0.1), place == 500 ? "exception" : "step", []))],
        };
        var log = new LogEntry(1, Begin.AddMilliseconds(50), LogSeverity.Error, Shop, "c", "", "It failed", "t", "s", []);

        var marks = SpanMark.Of(span, [log], Begin, new TimeWindow(TimeSpan.Zero, TimeSpan.FromMilliseconds(100)));

        Assert.InRange(marks.Count, 100, 210);
        Assert.Equal(1_001, marks.Sum(mark => mark.Count));
        Assert.Equal([("It failed", 0.5)], marks.Where(mark => mark.IsLog).Select(mark => (mark.Title, mark.Place)));
        Assert.Single(marks, mark => mark.IsError && !mark.IsLog);
    }

    [Fact]
    public void Activity_counts_the_spans_that_run_in_each_part()
    {
        var trace = Trace(Span("root", "", 0, 100), Span("a", "root", 20, 20), Span("b", "root", 30, 30));

        Assert.Equal("1 1 2 3 2 2 1 1 1 1", string.Join(' ', ActivityProfile.Of(trace, 10)));
        Assert.Equal("M0 1V0.5H1V0H2V1Z", ActivityProfile.Path([1, 2]));
        Assert.Equal("1 0", string.Join(' ', ActivityProfile.Of(Trace(Span("moment", "", 0, 0)), 2)));
    }

    [Fact]
    public void Links_are_followed_back_from_the_span_that_they_point_at()
    {
        var linking = Span("from", "", 0, 1, traceId: "other") with { Links = [new SpanLink("t", "to", [])] };
        var elsewhere = Span("from", "", 0, 1, traceId: "third") with { Links = [new SpanLink("not t", "to", [])] };

        var backlinks = SpanBacklink.To(Span("to", "", 0, 1), [Trace(1, linking), Trace(2, elsewhere)]);

        Assert.Same(linking, Assert.Single(backlinks).From);
    }

    [Fact]
    public void Log_records_are_found_by_trace_and_span()
    {
        var logs = new TraceLogs(
            new LogsSnapshot([Entry(1, "t", "a"), Entry(2, "other", "a"), Entry(3, "t", "b"), Entry(4, "t", "a")], 0, 1, 4), "t");

        Assert.Equal(3, logs.Count);
        Assert.Equal([1L, 4L], logs.Of("a").Select(entry => entry.Number));
        Assert.Empty(logs.Of("unknown"));
    }

    private static LogEntry Entry(long number, string traceId, string spanId) =>
        new(number, Begin, LogSeverity.Information, Shop, "c", "", "m", traceId, spanId, []);
}
