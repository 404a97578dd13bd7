namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>Time that a span spent without any of its children: where to look for what nobody has measured.</summary>
internal static class SelfTime
{
    public static TimeSpan Of(SpanTree tree, SpanNode node)
    {
        var covered = TimeSpan.Zero;
        var until = node.Span.Start;
        // By start, so that overlapping children are walked over once. A child may outlive its parent or, by its clock, come before it.
        foreach (var child in tree.Children(node))
        {
            var from = child.Span.Start > until ? child.Span.Start : until;
            var to = child.Span.End < node.Span.End ? child.Span.End : node.Span.End;
            if (to > from)
            {
                covered += to - from;
                until = to;
            }
        }
        return node.Span.Duration - covered;
    }
}
