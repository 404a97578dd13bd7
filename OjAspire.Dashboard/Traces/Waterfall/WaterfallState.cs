using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>What a reader has done to a waterfall: collapsed, searched, walked, zoomed. It stays when spans arrive. Not
/// thread-safe.</summary>
public sealed class WaterfallState(Trace trace)
{
    private const int PageOfRows = 15;
    private const double ZoomStep = 0.25;

    private readonly HashSet<string> _collapsed = new(StringComparer.Ordinal);
    private TimeWindow? _zoom;
    private string _text = "";
    private IReadOnlyList<VisibleSpan>? _rows;

    public SpanTree Tree { get; private set; } = new(trace);

    public IReadOnlyList<VisibleSpan> Rows => _rows ??= WaterfallRows.Of(Tree, _collapsed, _text);

    /// <summary>Id of the span whose row the keys move from.</summary>
    public string? Current { get; set; }

    /// <summary>The row of <see cref="Current"/>, or -1.</summary>
    public int CurrentRow => Current is null ? -1 : RowOf(Current);

    public bool IsZoomed => _zoom is not null;

    /// <summary>All of the trace unless zoomed.</summary>
    public TimeWindow Window => _zoom ?? new TimeWindow(TimeSpan.Zero, Tree.Trace.Duration);

    public string Text
    {
        get => _text;
        set
        {
            if (value != _text)
            {
                (_text, _rows) = (value, null);
            }
        }
    }

    /// <summary>Takes the trace as it is now.</summary>
    public void Show(Trace trace)
    {
        if (!ReferenceEquals(trace, Tree.Trace))
        {
            // Zoom is time since the start, which moves when an earlier span comes.
            if (_zoom is { } zoom && Tree.Trace.Start - trace.Start is var shift)
            {
                _zoom = new TimeWindow(zoom.From + shift, zoom.To + shift);
            }
            (Tree, _rows) = (new SpanTree(trace), null);
        }
    }

    public void Toggle(SpanNode node)
    {
        if (!_collapsed.Remove(node.Span.SpanId))
        {
            _collapsed.Add(node.Span.SpanId);
        }
        _rows = null;
    }

    public void ExpandAll()
    {
        _collapsed.Clear();
        _rows = null;
    }

    public void CollapseAll()
    {
        _collapsed.UnionWith(Tree.Nodes.Where(node => node.HasChildren).Select(node => node.Span.SpanId));
        (_rows, Current) = (null, Tree.Nodes[0].Span.SpanId);
    }

    /// <summary>Makes a span's row visible: expands what is above it.</summary>
    public void Reveal(string spanId)
    {
        for (var above = Tree.Find(spanId)?.Parent; above is not null; above = above.Parent)
        {
            _collapsed.Remove(above.Span.SpanId);
        }
        (_rows, Current) = (null, spanId);
    }

    /// <summary>Moves, collapses or expands, as trees do everywhere.</summary>
    /// <returns>False for keys that mean nothing here.</returns>
    public bool Press(string key)
    {
        if (Rows.Count == 0)
        {
            return false;
        }
        var row = Math.Max(CurrentRow, 0);
        var (node, isCollapsed) = (Rows[row].Node, Rows[row].IsCollapsed);
        switch (key)
        {
            case "ArrowDown" when CurrentRow < 0:
            case "Home":
                return MoveTo(0);
            case "ArrowDown":
                return MoveTo(row + 1);
            case "ArrowUp":
                return MoveTo(row - 1);
            case "PageDown":
                return MoveTo(row + PageOfRows);
            case "PageUp":
                return MoveTo(row - PageOfRows);
            case "End":
                return MoveTo(Rows.Count - 1);
            case "ArrowRight" when isCollapsed:
            case "ArrowLeft" when node.HasChildren && !isCollapsed && _text.Length == 0:
                Current = node.Span.SpanId;
                Toggle(node);
                return true;
            case "ArrowRight" when node.HasChildren:
                return MoveTo(row + 1);
            case "ArrowLeft" when node.Parent is { } parent:
                return MoveTo(RowOf(parent.Span.SpanId));
            default:
                return key is "ArrowLeft" or "ArrowRight";
        }
    }

    /// <summary>Zooms to what lies between two places of the window, 0 to 1.</summary>
    public void Zoom(double from, double to) => _zoom = Window.Part(from, to, Tree.Trace.Duration);

    public void ZoomIn() => Zoom(ZoomStep, 1 - ZoomStep);

    public void ZoomOut()
    {
        Zoom(-0.5, 1.5);
        if (Window.Length >= Tree.Trace.Duration)
        {
            _zoom = null;
        }
    }

    public void ZoomTo(Span span)
    {
        var from = span.Start - Tree.Trace.Start;
        var margin = span.Duration * 0.05;
        var all = new TimeWindow(TimeSpan.Zero, Tree.Trace.Duration);
        _zoom = all.Part(all.Place(from - margin), all.Place(from + span.Duration + margin), Tree.Trace.Duration);
    }

    public void ResetZoom() => _zoom = null;

    private bool MoveTo(int row)
    {
        Current = Rows[Math.Clamp(row, 0, Rows.Count - 1)].Node.Span.SpanId;
        return true;
    }

    private int RowOf(string spanId)
    {
        for (var row = 0; row < Rows.Count; row++)
        {
            if (Rows[row].Node.Span.SpanId == spanId)
            {
                return row;
            }
        }
        return -1;
    }
}
