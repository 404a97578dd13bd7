extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry.Traces;
using dashboard::OjAspire.Dashboard.Traces;
using static OjAspire.Tests.Dashboard.Traces.SampleSpans;

namespace OjAspire.Tests.Dashboard.Traces;

public sealed class TraceListTests
{
    private static readonly TraceFilter Errors = TraceFilter.All with { ErrorsOnly = true };

    private readonly TraceList _list = new();

    [Fact]
    public void Only_traces_that_are_new_or_have_grown_are_looked_at()
    {
        var traces = Enumerable.Range(1, 10_000).Select(number => Trace(number, Span("s", "", number, 1))).ToList();
        Show(traces);
        Assert.Equal(10_000, _list.Examined);

        Show(traces);
        Assert.Equal(10_000, _list.Examined);

        traces[41] = Trace(42, Span("s", "", 42, 1), Span("t", "s", 42, 1));
        Show([.. traces.Skip(10), Trace(10_001, Span("s", "", 0, 1))]);
        Assert.Equal(10_002, _list.Examined);
        Assert.Equal(9_991, _list.Shown.Count);
    }

    [Fact]
    public void Each_order_has_its_first_and_its_last()
    {
        Trace[] traces = [Trace(1, Span("s", "", 10, 5)), Trace(2, Span("s", "", 5, 50)), Trace(3, Span("s", "", 20, 1))];

        Assert.Equal([3L, 1, 2], Shown(traces, TraceOrder.Newest));
        Assert.Equal([2L, 1, 3], Shown(traces, TraceOrder.Oldest));
        Assert.Equal([2L, 1, 3], Shown(traces, TraceOrder.Longest));
        Assert.Equal([3L, 1, 2], Shown(traces, TraceOrder.Shortest));
        Assert.Equal(TimeSpan.FromMilliseconds(50), _list.Longest);
    }

    [Fact]
    public void While_somebody_reads_rows_keep_their_places_and_say_the_newest()
    {
        Show([Trace(1, Span("s", "", 1, 1)), Trace(2, Span("s", "", 2, 1))]);

        // The first has begun earlier and lasts longer than was known, the second is not kept any more, two have come.
        Show(
            [Trace(1, Span("r", "", 0, 90), Span("s", "r", 1, 1)), Trace(3, Span("s", "", 3, 1)), Trace(4, Span("s", "", 4, 1))],
            hold: true);

        Assert.Equal([2L, 1], _list.Shown.Select(row => row.Trace.Number));
        Assert.Equal(2, _list.Shown[1].Trace.Spans.Length);
        Assert.Equal(2, _list.Waiting);

        Show([Trace(1, Span("s", "", 1, 1)), Trace(3, Span("s", "", 3, 1)), Trace(4, Span("s", "", 4, 1))]);
        Assert.Equal([4L, 3, 1], _list.Shown.Select(row => row.Trace.Number));
        Assert.Equal(0, _list.Waiting);
    }

    [Fact]
    public void What_has_waited_is_shown_when_nothing_else_has_changed_since()
    {
        Trace[] traces = [Trace(1, Span("s", "", 1, 1)), Trace(2, Span("s", "", 2, 1))];
        Show(traces[..1]);
        Show(traces, hold: true);

        Show(traces);

        Assert.Equal(2, _list.Shown.Count);
    }

    [Fact]
    public void Another_filter_is_answered_even_while_somebody_reads_and_counts_only_what_matches_it()
    {
        Trace[] traces = [Trace(1, Span("s", "", 1, 1)), Trace(2, Span("s", "", 2, 1, status: SpanStatus.Error))];
        Show(traces);

        Show(traces, Errors, hold: true);
        Assert.Equal([2L], _list.Shown.Select(row => row.Trace.Number));

        Show([.. traces, Trace(3, Span("s", "", 3, 1)), Trace(4, Span("s", "", 4, 1, status: SpanStatus.Error))], Errors, hold: true);
        Assert.Equal(1, _list.Waiting);
    }

    [Fact]
    public void Cleared_traces_go_at_once()
    {
        Show([Trace(1, Span("s", "", 1, 1))]);

        Show([], hold: true);

        Assert.Empty(_list.Shown);
        Assert.Equal(TimeSpan.Zero, _list.Longest);
    }

    [Fact]
    public void Names_of_attributes_are_proposed_once_each()
    {
        Show([Trace(1, Span("s", "", 1, 1, attributes: [("b", "1"), ("a", "2")])), Trace(2, Span("s", "", 1, 1, attributes: ("a", "3")))]);

        Assert.Equal(["a", "b"], _list.AttributeKeys());
    }

    private void Show(IReadOnlyList<Trace> traces, TraceFilter? filter = null, TraceOrder order = TraceOrder.Newest, bool hold = false) =>
        _list.Update(Snapshot(traces), filter ?? TraceFilter.All, order, hold);

    private IEnumerable<long> Shown(IReadOnlyList<Trace> traces, TraceOrder order)
    {
        Show(traces, order: order);
        return _list.Shown.Select(row => row.Trace.Number);
    }
}
