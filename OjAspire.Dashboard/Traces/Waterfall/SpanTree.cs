using System.Collections.Immutable;
using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>
/// The spans of a trace as a tree, whatever came: a missing parent, spans that are each other's parents, clocks that differ. Immutable.
/// </summary>
public sealed class SpanTree
{
    private const int None = -1;

    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);

    public SpanTree(Trace trace)
    {
        Trace = trace;
        var parents = Parents(trace.Spans);
        Nodes = Arrange(trace.Spans, parents);
        foreach (var node in Nodes)
        {
            _byId.TryAdd(node.Span.SpanId, node.Index);
        }
        Depth = Nodes.Max(node => node.Depth) + 1;
    }

    public Trace Trace { get; }

    /// <summary>A parent before its children; those of one parent, and those at the top, by start.</summary>
    public ImmutableArray<SpanNode> Nodes { get; }

    /// <summary>How many spans stand on the longest way down.</summary>
    public int Depth { get; }

    public SpanNode? Find(string spanId) => _byId.TryGetValue(spanId, out var index) ? Nodes[index] : null;

    public IEnumerable<SpanNode> Children(SpanNode node)
    {
        for (var index = node.Index + 1; index < node.End; index = Nodes[index].End)
        {
            yield return Nodes[index];
        }
    }

    private static int[] Parents(ImmutableArray<Span> spans)
    {
        var places = new Dictionary<string, int>(spans.Length, StringComparer.Ordinal);
        for (var place = 0; place < spans.Length; place++)
        {
            places.TryAdd(spans[place].SpanId, place);
        }
        var parents = new int[spans.Length];
        for (var place = 0; place < spans.Length; place++)
        {
            parents[place] = places.GetValueOrDefault(spans[place].ParentId, None);
        }
        CutCircles(parents);
        return parents;
    }

    // Of spans that are each other's parents the earliest goes to the top.
    private static void CutCircles(int[] parents)
    {
        var walks = new int[parents.Length];
        for (var start = 0; start < parents.Length; start++)
        {
            var place = start;
            while (place != None && walks[place] == 0)
            {
                walks[place] = start + 1;
                place = parents[place];
            }
            // This walk came back to itself: the places from here round are a circle.
            if (place != None && walks[place] == start + 1)
            {
                var earliest = place;
                for (var next = parents[place]; next != place; next = parents[next])
                {
                    earliest = Math.Min(earliest, next);
                }
                parents[earliest] = None;
            }
        }
    }

    // Without recursion: a chain may be as long as a trace.
    private static ImmutableArray<SpanNode> Arrange(ImmutableArray<Span> spans, int[] parents)
    {
        var firstChild = Enumerable.Repeat(None, spans.Length + 1).ToArray();
        var nextSibling = new int[spans.Length];
        for (var place = spans.Length - 1; place >= 0; place--)
        {
            // Those at the top hang below a place of their own, after the last.
            var above = parents[place] == None ? spans.Length : parents[place];
            (nextSibling[place], firstChild[above]) = (firstChild[above], place);
        }

        var nodes = ImmutableArray.CreateBuilder<SpanNode>(spans.Length);
        var waiting = new Stack<(int Place, SpanNode? Parent)>();
        waiting.Push((firstChild[spans.Length], null));
        while (waiting.TryPop(out var next))
        {
            if (next.Place == None)
            {
                continue;
            }
            var span = spans[next.Place];
            var node = new SpanNode(span, next.Parent, next.Parent is null && span.ParentId.Length > 0, nodes.Count);
            nodes.Add(node);
            waiting.Push((nextSibling[next.Place], next.Parent));
            waiting.Push((firstChild[next.Place], node));
        }
        for (var index = nodes.Count - 1; index >= 0; index--)
        {
            if (nodes[index].Parent is { } parent)
            {
                parent.End = Math.Max(parent.End, nodes[index].End);
                parent.Errors += nodes[index].Errors;
            }
        }
        return nodes.MoveToImmutable();
    }
}
