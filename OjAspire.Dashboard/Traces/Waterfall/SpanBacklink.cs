using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>A span that points at the one that is looked at.</summary>
public sealed record SpanBacklink(Span From, SpanLink Link)
{
    private const int Most = 100;

    /// <summary>Who among the kept traces points at a span; a hundred at most.</summary>
    public static IReadOnlyList<SpanBacklink> To(Span span, IReadOnlyList<Trace> traces)
    {
        var found = new List<SpanBacklink>();
        foreach (var trace in traces)
        {
            foreach (var other in trace.Spans)
            {
                foreach (var link in other.Links)
                {
                    if (link.SpanId == span.SpanId && link.TraceId == span.TraceId)
                    {
                        found.Add(new SpanBacklink(other, link));
                    }
                }
            }
            if (found.Count >= Most)
            {
                break;
            }
        }
        return found;
    }
}
