namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>Which spans have a row.</summary>
internal static class WaterfallRows
{
    /// <param name="collapsed">Ids of spans whose descendants are hidden. A search looks into them all the same.</param>
    /// <param name="text">Empty for all; otherwise spans that contain it, and the spans above these.</param>
    public static IReadOnlyList<VisibleSpan> Of(SpanTree tree, IReadOnlySet<string> collapsed, string text)
    {
        var nodes = tree.Nodes;
        var rows = new List<VisibleSpan>(nodes.Length);
        if (text.Length == 0)
        {
            for (var index = 0; index < nodes.Length;)
            {
                var isCollapsed = nodes[index].HasChildren && collapsed.Contains(nodes[index].Span.SpanId);
                rows.Add(new VisibleSpan(nodes[index], true, isCollapsed));
                index = isCollapsed ? nodes[index].End : index + 1;
            }
            return rows;
        }

        var matches = new bool[nodes.Length];
        var leads = new bool[nodes.Length];
        for (var index = nodes.Length - 1; index >= 0; index--)
        {
            matches[index] = SpanText.Contains(nodes[index].Span, text);
            leads[index] |= matches[index];
            if (leads[index] && nodes[index].Parent is { } parent)
            {
                leads[parent.Index] = true;
            }
        }
        rows.AddRange(nodes.Where(node => leads[node.Index]).Select(node => new VisibleSpan(node, matches[node.Index], false)));
        return rows;
    }
}
