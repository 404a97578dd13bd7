using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>A span in its place.</summary>
public sealed class SpanNode(Span span, SpanNode? parent, bool isOrphan, int index)
{
    public Span Span { get; } = span;

    public SpanNode? Parent { get; } = parent;

    /// <summary>It names a parent, and stands at the top because that one has not come.</summary>
    public bool IsOrphan { get; } = isOrphan;

    /// <summary>0 at the top.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Place in the order of the tree: a parent, then its children with theirs.</summary>
    public int Index { get; } = index;

    /// <summary>The place after the last of its descendants.</summary>
    public int End { get; internal set; } = index + 1;

    /// <summary>How many of it and its descendants are errors.</summary>
    public int Errors { get; internal set; } = span.Status is SpanStatus.Error ? 1 : 0;

    public bool HasChildren => End > Index + 1;

    public int Descendants => End - Index - 1;

    /// <summary>
    /// How much earlier than its parent it starts, though a cause comes before its effect: by so much at least do the clocks of the two
    /// differ.
    /// </summary>
    public TimeSpan Skew => Parent is { } above && above.Span.Start > Span.Start ? above.Span.Start - Span.Start : TimeSpan.Zero;
}
