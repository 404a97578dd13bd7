extern alias dashboard;

using dashboard::OjAspire.Dashboard.Metrics;
using dashboard::OjAspire.Dashboard.Metrics.Dimensions;
using dashboard::OjAspire.Dashboard.Telemetry;
using dashboard::OjAspire.Dashboard.Telemetry.Metrics;
using dashboard::OjAspire.Dashboard.Telemetry.Traces;
using static OjAspire.Tests.Dashboard.Metrics.SampleMetrics;

namespace OjAspire.Tests.Dashboard.Metrics;

/// <summary>What the page shows of what was sent.</summary>
public sealed class MetricReaderTests
{
    private static readonly double[] Bounds = [0.1, 0.2, 0.4];

    private readonly TelemetryStore _store = Store();
    private readonly TelemetryResource _first = Sender("shop", "1");
    private readonly TelemetryResource _second = Sender("shop", "2");

    [Fact]
    public void The_replicas_of_a_service_are_a_dimension_and_are_added_up_on_demand()
    {
        for (var time = 0; time <= 50; time += 10)
        {
            _store.Send(_first, "queue", InstrumentKind.Gauge, "{order}", ([], Point(time, 3)));
            _store.Send(_second, "queue", InstrumentKind.Gauge, "{order}", ([], Point(time + 1, time)));
        }

        var apart = Read("queue", At(55), null, _first, _second);
        Assert.Equal(["shop-1", "shop-2"], apart.Lines.Select(line => line.Name));
        Assert.Equal(["shop-1", "shop-2"], Assert.Single(apart.Dimensions).Values);

        var together = Assert.Single(Read("queue", At(55), query => query with { AddedUp = [Dimension.Replica] }, _first, _second).Lines);
        // The first stays at 3. The sum ends where it has spoken last: what the second says a second later is not all yet.
        Assert.Equal([3, 3, 13, 23, 33, 43, 43], together.Points.Select(point => point.Value));
        Assert.Equal(At(50), together.Points[^1].Time);
    }

    [Fact]
    public void A_series_that_has_ended_leaves_the_sum_and_its_own_line_ends()
    {
        for (var time = 0; time <= 50; time += 10)
        {
            var all = new[] { (Attributes(("queue", "a")), Point(time, 5)), (Attributes(("queue", "b")), Point(time, 7 + time)) };
            _store.Send(_first, "queue", InstrumentKind.Gauge, "", time <= 20 ? all : all[1..]);
        }

        var apart = Read("queue", At(50), null, _first);
        Assert.Equal([At(20), At(50)], apart.Lines.Select(line => line.Points[^1].Time));

        var together = Assert.Single(Read("queue", At(50), query => query with { AddedUp = ["queue"] }, _first).Lines);
        Assert.Equal([12, 22, 32, 37, 47, 57], together.Points.Select(point => point.Value));
    }

    [Fact]
    public void A_counter_shows_its_rate_and_a_restart_is_no_fall()
    {
        double[] totals = [100, 150, 200, 20, 70];
        foreach (var (number, total) in totals.Index())
        {
            var start = number < 3 ? -600 : 20;
            _store.Send(_first, "orders", InstrumentKind.Counter, "{order}", ([], Point(number * 10, total, start)));
        }

        var reading = Read("orders", At(40), null, _first);
        var rates = reading.Lines[0].Points.Where(point => !double.IsNaN(point.Value)).Select(point => point.Value);
        Assert.Equal([5, 5, 2, 5], rates);
        Assert.Equal("orders/s", reading.Scale.Symbol);
        Assert.Equal(
            totals,
            Read("orders", At(40), query => query with { Show = MetricShow.Total }, _first).Lines[0].Points.Select(point => point.Value));
    }

    [Fact]
    public void Percentiles_of_the_chosen_series_together_are_of_what_came_since_the_point_before()
    {
        // Since the process began: a thousand slow ones. Within the window: 50 fast, 40 slower, 10 slow.
        _store.Send(
            _first, "time", InstrumentKind.Histogram, "s", (Attributes(("route", "/a")), Histogram(0, Bounds, [0, 0, 1000, 0], -600)),
            (Attributes(("route", "/b")), Histogram(0, Bounds, [0, 0, 0, 0], -600)));
        _store.Send(
            _first, "time", InstrumentKind.Histogram, "s", (Attributes(("route", "/a")), Histogram(10, Bounds, [50, 0, 1000, 0], -600)),
            (Attributes(("route", "/b")), Histogram(10, Bounds, [0, 40, 10, 0], -600)));

        var reading = Read("time", At(10), null, _first);

        Assert.Equal(["P50", "P90", "P99"], reading.Lines.Select(line => line.Name));
        Assert.Equal([0.1, 0.2, 0.38], reading.Lines.Select(line => Math.Round(line.Points[^1].Value, 9)));
        Assert.Equal("ms", reading.Scale.Symbol);
        var onlyA = Read(
            "time", At(10),
            query => query with { Filter = DimensionFilter.Everything.With("route", DimensionChoice.All.With("/b", false)) }, _first);
        Assert.Equal(0.05, onlyA.Lines[0].Points[^1].Value, 9);
        Assert.Equal(
            ["/a", "/b"], Read("time", At(10), query => query with { Show = MetricShow.P50 }, _first).Lines.Select(line => line.Name));
        Assert.Equal(
            [5, 5],
            Read("time", At(10), query => query with { Show = MetricShow.Rate }, _first).Lines.Select(line => line.Points[^1].Value));
    }

    [Fact]
    public void What_is_measured_for_the_first_time_came_since_the_process_exported_anything_before()
    {
        // The process began at 0, and has told of something else each second.
        for (var time = 0; time <= 50; time++)
        {
            _store.Send(_first, "other", InstrumentKind.Gauge, "", ([], Point(time, time)));
        }
        _store.Send(_first, "time", InstrumentKind.Histogram, "s", (Attributes(("route", "/a")), Histogram(51, Bounds, [0, 5, 0, 0])));

        var line = Read("time", At(55), null, _first).Lines[0];

        Assert.Equal([At(51)], line.Points.Where(point => !double.IsNaN(point.Value)).Select(point => point.Time));
    }

    [Fact]
    public void More_series_than_lines_are_told_apart_say_how_many_are_not_drawn()
    {
        _store.Send(
            _first, "many", InstrumentKind.Gauge, "",
            [.. Enumerable.Range(0, 50).Select(number => (Attributes(("n", $"{number}")), Point(10, number)))]);

        var reading = Read("many", At(20), null, _first);

        Assert.Equal(MetricReader.MostLines, reading.Lines.Count);
        Assert.Equal(50 - MetricReader.MostLines, reading.LeftOut);
        Assert.Equal(50, Assert.Single(reading.Dimensions).Values.Count);
        Assert.Equal(1225, Read("many", At(20), query => query with { AddedUp = ["n"] }, _first).Lines.Single().Last);
    }

    [Fact]
    public void Rows_are_newest_first_and_can_leave_out_what_says_the_same()
    {
        foreach (var (number, value) in new[] { 1, 1, 2, 2, 2, 1 }.Index())
        {
            // Another value each time beside it, so that the store keeps every point.
            _store.Send(
                _first, "value", InstrumentKind.Gauge, "", (Attributes(("n", "a")), Point(number * 10, value)),
                (Attributes(("n", "b")), Point(number * 10, number)));
        }
        var onlyA = DimensionFilter.Everything.With("n", DimensionChoice.None.With("a", true));
        var reading = Read("value", At(50), query => query with { Filter = onlyA }, _first);

        Assert.Equal([1, 2, 1], reading.Rows(onlyChanges: true).Select(row => row.Values[0]));
        Assert.Equal(At(50), reading.Rows(onlyChanges: false)[0].Time);
    }

    [Fact]
    public void Exemplars_lead_to_their_traces_and_say_when_one_is_not_kept()
    {
        var (kept, lost) = (new string('a', 32), new string('b', 32));
        _store.Traces.Add([new Span(kept, new string('1', 16), "", _first, "Sample", "work", SpanKind.Internal, At(1), At(2), SpanStatus.Unset, "", [], [], [])]);
        Exemplar[] exemplars = [new(At(1), 0.15, kept, new string('1', 16), []), new(At(2), 0.3, lost, new string('2', 16), []), new(At(3), 0.3, "", "", [])];
        _store.Send(
            _first, "time", InstrumentKind.Histogram, "s",
            (Attributes(("route", "/a")), Histogram(10, Bounds, [0, 2, 1, 0], 0, [.. exemplars])));

        var reading = Read("time", At(20), null, _first);

        Assert.Equal([(lost, false), (kept, true)], reading.Exemplars.Select(one => (one.TraceId, one.IsKept)));
        Assert.Equal([150, 300], reading.Chart(800).Marks.Select(mark => mark.Value).Order());
    }

    [Fact]
    public void A_chart_of_an_hour_at_a_point_a_second_has_no_more_points_than_pixels()
    {
        for (var time = 0; time < 3600; time++)
        {
            _store.Send(_first, "wave", InstrumentKind.Gauge, "", ([], Point(time, time % 7)));
        }

        var reading = Read("wave", At(3600), query => query with { Minutes = 60 }, _first);

        Assert.Equal(3600, reading.Lines[0].Points.Count);
        Assert.InRange(reading.Chart(800).Lines[0].Points.Count, 400, 810);
    }

    [Fact]
    public void A_service_stands_for_all_of_its_replicas_and_is_listed_before_them()
    {
        _store.Send(_second, "queue", InstrumentKind.Gauge, "", ([], Point(0, 1)));
        _store.Send(_first, "queue", InstrumentKind.Gauge, "", ([], Point(0, 1)));
        _store.Send(Sender("alone", "x"), "queue", InstrumentKind.Gauge, "", ([], Point(0, 1)));
        var senders = new MetricSenders(_store.Metrics.List());

        Assert.Equal(["alone-x", "shop", "shop-1", "shop-2"], senders.Choices.Select(choice => choice.Value));
        Assert.Equal([_first, _second], senders.Find("shop"));
        Assert.Equal("alone-x", Assert.Single(senders.Find("alone")).Id);
        Assert.Empty(senders.Find("nobody"));
        Assert.Single(senders.InstrumentsOf([_first, _second]));
    }

    private MetricReading Read(
        string instrument, DateTimeOffset now, Func<MetricsQuery, MetricsQuery>? with, params TelemetryResource[] senders)
    {
        var query = MetricsQuery.Parse(new Uri($"http://localhost/metrics?meter=Sample&instrument={instrument}&duration=1"));
        return new MetricReader(_store).Read(with?.Invoke(query) ?? query, senders, now, 800)
            ?? throw new InvalidOperationException("The instrument is not there.");
    }
}
