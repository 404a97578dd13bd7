using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Traces;

/// <summary>All spans that have come so far of one trace. Immutable: a later span makes a new one.</summary>
/// <param name="Id">32 lower-case hexadecimal digits.</param>
/// <param name="Number">Grows with each new trace: the order in which they were first heard of.</param>
/// <param name="Spans">By start; never empty.</param>
/// <param name="DroppedSpans">Spans that came when the trace had as many as are kept of one.</param>
public sealed record Trace(string Id, long Number, ImmutableArray<Span> Spans, int DroppedSpans)
{
    /// <summary>The earliest span without a parent, or else the earliest whose parent has not come, or else the earliest.</summary>
    public Span Root { get; } = FindRoot(Spans);

    public DateTimeOffset Start { get; } = Spans[0].Start;

    public DateTimeOffset End { get; } = Spans.Max(span => span.End);

    public TimeSpan Duration => End - Start;

    public bool HasError { get; } = Spans.Any(span => span.Status is SpanStatus.Error);

    private static Span FindRoot(ImmutableArray<Span> spans)
    {
        if (spans.FirstOrDefault(span => span.ParentId.Length == 0) is { } root)
        {
            return root;
        }
        var known = spans.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        return spans.FirstOrDefault(span => !known.Contains(span.ParentId)) ?? spans[0];
    }
}
