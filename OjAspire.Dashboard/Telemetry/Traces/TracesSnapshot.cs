namespace OjAspire.Dashboard.Telemetry.Traces;

/// <summary>Traces that are kept, and what is not.</summary>
/// <param name="Traces">By the order in which they were first heard of, oldest first.</param>
/// <param name="Spans">Spans of all of them together.</param>
/// <param name="Dropped">How many traces came before and are not kept any more.</param>
public sealed record TracesSnapshot(IReadOnlyList<Trace> Traces, int Spans, long Dropped)
{
    public static TracesSnapshot Empty { get; } = new([], 0, 0);
}
