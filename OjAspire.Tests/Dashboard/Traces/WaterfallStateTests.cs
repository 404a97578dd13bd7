extern alias dashboard;

using dashboard::OjAspire.Dashboard.Traces.Waterfall;
using static OjAspire.Tests.Dashboard.Traces.SampleSpans;

namespace OjAspire.Tests.Dashboard.Traces;

public sealed class WaterfallStateTests
{
    private readonly WaterfallState _state = new(Trace(
        Span("root", "", 0, 100), Span("a", "root", 10, 40, attributes: ("order", "Seventeen")), Span("a1", "a", 20, 5), Span("b", "root", 60, 20), Span("b1", "b", 65, 5)));

    [Fact]
    public void A_collapsed_span_hides_all_below_it_and_stays_so_when_spans_arrive()
    {
        _state.Toggle(_state.Tree.Find("a")!);
        Assert.Equal(["root", "a", "b", "b1"], Rows());

        _state.Show(Trace(_state.Tree.Trace.Spans.Append(Span("a2", "a", 30, 5)).Append(Span("b2", "b", 70, 5))));

        Assert.Equal(["root", "a", "b", "b1", "b2"], Rows());
        Assert.Equal(2, _state.Rows[1].Node.Descendants);
    }

    [Fact]
    public void All_collapse_to_the_top_and_all_expand()
    {
        _state.CollapseAll();
        Assert.Equal(["root"], Rows());

        _state.ExpandAll();
        Assert.Equal(5, _state.Rows.Count);
    }

    [Fact]
    public void A_search_shows_what_matches_and_the_way_to_it_even_where_it_is_collapsed()
    {
        _state.CollapseAll();

        _state.Text = "A1";
        Assert.Equal([("root", false), ("a", false), ("a1", true)], _state.Rows.Select(row => (row.Node.Span.SpanId, row.IsMatch)));
        _state.Text = "seventeen";
        Assert.Equal([("root", false), ("a", true)], _state.Rows.Select(row => (row.Node.Span.SpanId, row.IsMatch)));
        _state.Text = "nothing like it";
        Assert.Empty(_state.Rows);
        Assert.False(_state.Press("ArrowDown"));
    }

    [Fact]
    public void Keys_walk_collapse_and_expand_as_in_any_tree()
    {
        Assert.Equal("root", After("ArrowDown"));
        Assert.Equal("a", After("ArrowDown"));
        Assert.Equal("a1", After("ArrowRight"));
        Assert.Equal("a", After("ArrowLeft"));
        Assert.Equal("a", After("ArrowLeft"));
        Assert.Equal(["root", "a", "b", "b1"], Rows());
        Assert.Equal("b", After("ArrowDown"));
        Assert.Equal("a", After("ArrowUp"));
        Assert.Equal("a", After("ArrowRight"));
        Assert.Equal(5, _state.Rows.Count);
        Assert.Equal("b1", After("End"));
        Assert.Equal("b1", After("PageDown"));
        Assert.Equal("root", After("Home"));
        Assert.False(_state.Press("x"));
    }

    [Fact]
    public void A_revealed_span_has_a_row_whatever_was_collapsed()
    {
        _state.CollapseAll();

        _state.Reveal("b1");

        Assert.Equal("b1", _state.Rows[_state.CurrentRow].Node.Span.SpanId);
    }

    [Fact]
    public void Zooming_keeps_within_the_trace_and_out_of_it_shows_the_whole()
    {
        _state.Zoom(0.2, 0.4);
        Assert.Equal(Window(20, 40), _state.Window);
        _state.Zoom(0.75, 0.25);
        Assert.Equal(Window(25, 35), _state.Window);

        _state.ZoomOut();
        Assert.Equal(Window(20, 40), _state.Window);
        _state.ZoomOut();
        _state.ZoomOut();
        _state.ZoomOut();
        Assert.Equal((Window(0, 100), false), (_state.Window, _state.IsZoomed));

        _state.ZoomTo(_state.Tree.Find("b")!.Span);
        Assert.Equal(Window(59, 81), _state.Window);
    }

    [Fact]
    public void A_zoomed_range_stays_on_its_spans_when_an_earlier_span_arrives()
    {
        _state.Zoom(0.2, 0.4);

        _state.Show(Trace(_state.Tree.Trace.Spans.Append(Span("before", "", -50, 5))));

        Assert.Equal(Window(70, 90), _state.Window);
    }

    private string? After(string key)
    {
        Assert.True(_state.Press(key));
        return _state.Current;
    }

    private IEnumerable<string> Rows() => _state.Rows.Select(row => row.Node.Span.SpanId);

    private static TimeWindow Window(double from, double to) => new(TimeSpan.FromMilliseconds(from), TimeSpan.FromMilliseconds(to));
}
