extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry.Traces;
using dashboard::OjAspire.Dashboard.Traces.Waterfall;
using static OjAspire.Tests.Dashboard.Traces.SampleSpans;

namespace OjAspire.Tests.Dashboard.Traces;

public sealed class SpanTreeTests
{
    [Fact]
    public void Children_follow_their_parent_by_start_and_those_of_an_earlier_child_come_before_a_later_child()
    {
        var tree = Tree(
            Span("root", "", 0, 100), Span("late", "root", 50, 10), Span("early", "root", 10, 80), Span("below", "early", 60, 5));

        Assert.Equal(["root:0", "early:1", "below:2", "late:1"], Shape(tree));
        Assert.Equal((3, 3), (tree.Nodes[0].Descendants, tree.Depth));
        Assert.Equal(["early", "late"], tree.Children(tree.Nodes[0]).Select(node => node.Span.SpanId));
    }

    [Fact]
    public void A_span_whose_parent_has_not_come_stands_at_the_top_and_is_marked()
    {
        var tree = Tree(Span("orphan", "missing", 5, 5), Span("child", "orphan", 6, 1), Span("root", "", 0, 20));

        Assert.Equal(["root:0", "orphan:0", "child:1"], Shape(tree));
        Assert.Equal([false, true, false], tree.Nodes.Select(node => node.IsOrphan));
    }

    [Fact]
    public void Spans_that_are_each_others_parents_are_all_there_once_with_the_earliest_at_the_top()
    {
        var tree = Tree(
            Span("b", "c", 2, 1), Span("c", "a", 3, 1), Span("a", "b", 1, 1), Span("tail", "c", 4, 1), Span("self", "self", 5, 1));

        Assert.Equal(["a:0", "c:1", "b:2", "tail:2", "self:0"], Shape(tree));
        Assert.All(tree.Nodes.Where(node => node.Depth == 0), node => Assert.True(node.IsOrphan));
    }

    [Fact]
    public void Two_spans_of_one_id_are_both_shown_and_children_hang_below_the_earlier()
    {
        var tree = Tree(Span("twin", "", 0, 1), Span("twin", "", 5, 1), Span("child", "twin", 6, 1));

        Assert.Equal(["twin:0", "child:1", "twin:0"], Shape(tree));
    }

    [Fact]
    public void A_chain_as_long_as_a_trace_may_be_is_arranged()
    {
        var tree = Tree(Enumerable.Range(0, 10_000).Select(place => Span($"s{place}", place == 0 ? "" : $"s{place - 1}", place, 1)));

        Assert.Equal(10_000, tree.Depth);
        Assert.Equal(9_999, tree.Nodes[0].Descendants);
    }

    [Fact]
    public void A_child_that_starts_before_its_parent_tells_by_how_much_the_clocks_differ_at_least()
    {
        var tree = Tree(Span("root", "", 10, 20), Span("child", "root", 7, 5, Store));

        Assert.Equal(["root:0", "child:1"], Shape(tree));
        Assert.Equal(TimeSpan.FromMilliseconds(3), tree.Nodes[1].Skew);
        Assert.Equal(Begin.AddMilliseconds(7), tree.Trace.Start);
    }

    [Fact]
    public void Errors_are_counted_up_to_the_top()
    {
        var tree = Tree(
            Span("root", "", 0, 9), Span("a", "root", 1, 5), Span("b", "a", 2, 1, status: SpanStatus.Error), Span("c", "root", 7, 1));

        Assert.Equal([1, 1, 1, 0], tree.Nodes.Select(node => node.Errors));
    }

    [Fact]
    public void Self_time_is_what_no_child_covers_however_children_overlap_or_outlive_their_parent()
    {
        var tree = Tree(
            Span("root", "", 0, 100), Span("a", "root", -10, 30), Span("b", "root", 10, 20), Span("c", "root", 50, 10), Span("inner", "c", 40, 60), Span("d", "root", 90, 50));

        Assert.Equal(TimeSpan.FromMilliseconds(20 + 30), SelfTime.Of(tree, tree.Find("root")!));
        Assert.Equal(TimeSpan.Zero, SelfTime.Of(tree, tree.Find("c")!));
        Assert.Equal(TimeSpan.FromMilliseconds(50), SelfTime.Of(tree, tree.Find("d")!));
    }

    private static SpanTree Tree(params IEnumerable<Span> spans) => new(Trace(spans));

    private static IEnumerable<string> Shape(SpanTree tree) =>
        tree.Nodes.Select(node => FormattableString.Invariant($"{node.Span.SpanId}:{node.Depth}"));
}
