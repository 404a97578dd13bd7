using System.Runtime.InteropServices;

namespace OjAspire.Dashboard.Telemetry.Traces;

/// <summary>A trace that spans are still coming for. Not thread-safe.</summary>
internal sealed class GrowingTrace(string id, long number)
{
    private readonly List<Span> _spans = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _dropped;
    private Trace? _snapshot;

    public string Id => id;

    public int Count => _spans.Count;

    /// <summary>Adds a span in its place by start.</summary>
    /// <returns>False when it is here already, as when an exporter sends once more, or there is no room for it.</returns>
    public bool Add(Span span, int most)
    {
        if (_ids.Contains(span.SpanId))
        {
            return false;
        }
        if (_spans.Count >= most)
        {
            _dropped++;
            _snapshot = null;
            return false;
        }
        _ids.Add(span.SpanId);
        // Spans come about in order, so the place is near the end.
        var place = _spans.Count;
        while (place > 0 && _spans[place - 1].Start > span.Start)
        {
            place--;
        }
        _spans.Insert(place, span);
        _snapshot = null;
        return true;
    }

    public Trace Snapshot() =>
        _snapshot ??= new Trace(id, number, ImmutableCollectionsMarshal.AsImmutableArray(_spans.ToArray()), _dropped);
}
