namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>A row of the waterfall.</summary>
/// <param name="IsMatch">False for one that is shown only as the way to a span that was searched for.</param>
public sealed record VisibleSpan(SpanNode Node, bool IsMatch, bool IsCollapsed);
