extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry;
using dashboard::OjAspire.Dashboard.Telemetry.Traces;
using static OjAspire.Tests.Dashboard.Traces.SampleSpans;

namespace OjAspire.Tests.Dashboard.Storing;

public sealed class TraceStoreTests
{
    private const string First = "0123456789abcdef0123456789abcdef";

    private readonly TraceStore _store = new(new TelemetryLimits { MaxTraceCount = 3, MaxSpanCount = 8, MaxSpansPerTrace = 5 });

    [Fact]
    public void More_traces_than_are_kept_push_out_the_one_first_heard_of()
    {
        foreach (var id in (string[])["a", "b", "c", "a", "d"])
        {
            _store.Add([Span($"{id}{_store.Snapshot().Spans}", "", 0, 1, traceId: id)]);
        }

        var snapshot = _store.Snapshot();
        Assert.Equal(["b", "c", "d"], snapshot.Traces.Select(trace => trace.Id));
        Assert.Equal([2, 3, 4], snapshot.Traces.Select(trace => trace.Number));
        Assert.Equal((3, 1), (snapshot.Spans, snapshot.Dropped));
        Assert.Null(_store.Find("a"));
    }

    [Fact]
    public void More_spans_than_are_kept_push_out_whole_traces()
    {
        Add("a", 4);
        Add("b", 4);
        Assert.Equal((8, 0), (_store.Snapshot().Spans, _store.Snapshot().Dropped));

        Add("c", 1);

        Assert.Equal(["b", "c"], _store.Snapshot().Traces.Select(trace => trace.Id));
        Assert.Equal((5, 1), (_store.Snapshot().Spans, _store.Snapshot().Dropped));
    }

    [Fact]
    public void One_trace_has_no_more_spans_than_are_kept_of_one_and_the_rest_are_counted()
    {
        Add("a", 7);
        Add("a", 5);

        Assert.Equal((5, 2), (_store.Find("a")!.Spans.Length, _store.Find("a")!.DroppedSpans));
        Assert.Equal(5, _store.Snapshot().Spans);
    }

    [Fact]
    public void One_trace_alone_cannot_have_more_spans_than_are_kept_of_all()
    {
        var store = new TraceStore(new TelemetryLimits { MaxSpanCount = 3, MaxSpansPerTrace = 100 });
        store.Add(Enumerable.Range(0, 10).Select(number => Span($"{number}", "", number, 1)));

        Assert.Equal((3, 0), (store.Snapshot().Spans, store.Snapshot().Dropped));
        Assert.Equal(7, Assert.Single(store.Snapshot().Traces).DroppedSpans);
    }

    [Fact]
    public void A_span_that_is_sent_once_more_is_kept_once()
    {
        Add("a", 3);
        Add("a", 3);

        Assert.Equal((3, 0), (_store.Snapshot().Spans, _store.Find("a")!.DroppedSpans));
    }

    [Fact]
    public void Spans_stand_by_their_start_in_whatever_order_they_come_and_equal_ones_by_arrival()
    {
        _store.Add([Span("d", "", 3, 1), Span("b", "", 1, 1), Span("a", "", 0, 1)]);
        _store.Add([Span("c", "", 1, 9)]);

        Assert.Equal(["a", "b", "c", "d"], _store.Find("t")!.Spans.Select(span => span.SpanId));
    }

    [Fact]
    public void A_trace_that_was_told_does_not_change_and_the_next_has_what_came_since()
    {
        Add("a", 1);
        var before = _store.Find("a")!;
        Assert.Same(before, _store.Find("a"));
        Add("a", 2);

        Assert.Single(before.Spans);
        Assert.Equal(2, _store.Find("a")!.Spans.Length);
    }

    [Fact]
    public void A_trace_is_found_by_its_first_seven_digits_and_no_fewer()
    {
        Add(First, 1);

        Assert.Equal(First, _store.Find(First)?.Id);
        Assert.Equal(First, _store.Find(First[..7])?.Id);
        Assert.Null(_store.Find(First[..6]));
        Assert.Null(_store.Find("1234567"));
        Assert.Null(_store.Find(""));
    }

    [Fact]
    public void All_is_forgotten_and_numbers_go_on()
    {
        Add("a", 4);
        _store.Clear();
        Add("b", 2);

        Assert.Equal((2, 0), (_store.Snapshot().Spans, _store.Snapshot().Dropped));
        Assert.Equal(2, Assert.Single(_store.Snapshot().Traces).Number);
    }

    [Fact]
    public void The_root_is_what_has_no_parent_or_else_whose_parent_has_not_come_or_else_the_first()
    {
        Assert.Equal("b", Trace(Span("a", "x", 0, 1), Span("b", "", 1, 1), Span("c", "", 2, 1)).Root.SpanId);
        Assert.Equal("b", Trace(Span("a", "c", 0, 1), Span("b", "x", 1, 1), Span("c", "b", 2, 1)).Root.SpanId);
        Assert.Equal("a", Trace(Span("a", "b", 0, 1), Span("b", "a", 1, 1)).Root.SpanId);
    }

    [Fact]
    public void A_trace_lasts_until_its_last_span_ends_and_has_an_error_if_any_has()
    {
        var trace = Trace(Span("a", "", 2, 10), Span("b", "a", 3, 20, status: SpanStatus.Error), Span("c", "a", 4, 1));

        Assert.Equal((Begin.AddMilliseconds(2), TimeSpan.FromMilliseconds(21), true), (trace.Start, trace.Duration, trace.HasError));
        Assert.False(Trace(Span("a", "", 2, 10, status: SpanStatus.Ok)).HasError);
    }

    private void Add(string id, int spans) =>
        _store.Add(Enumerable.Range(0, spans).Select(number => Span($"{id}{number}", "", number, 1, traceId: id)));
}
