using System.Collections.Immutable;

namespace OjAspire.Dashboard.Traces;

/// <summary>Which traces to show: those that meet every condition. Each attribute may be met by another span of the trace.</summary>
/// <param name="Resource">The name of a service or the id of one replica, which took part; empty for any.</param>
/// <param name="Text">See <see cref="SpanText"/>; or the first digits of the trace's id. Empty for any.</param>
public sealed record TraceFilter(
    string Resource, string Text, bool ErrorsOnly, TimeSpan MinDuration, ImmutableArray<AttributeFilter> Attributes)
{
    public static TraceFilter All { get; } = new("", "", false, TimeSpan.Zero, []);

    public bool IsAll => Resource.Length == 0 && Text.Length == 0 && !ErrorsOnly && MinDuration <= TimeSpan.Zero && Attributes.IsEmpty;

    // What is cheap comes first.
    public bool Matches(TraceSummary summary) =>
        summary.Trace.Duration >= MinDuration
        && (!ErrorsOnly || summary.Errors > 0)
        && (Resource.Length == 0 || summary.Shares.Any(share => share.Resource.Name == Resource || share.Resource.Id == Resource))
        && Attributes.All(attribute => summary.Trace.Spans.Any(attribute.Matches))
        && (Text.Length == 0 || summary.Trace.Id.StartsWith(Text, StringComparison.OrdinalIgnoreCase)
            || summary.Trace.Spans.Any(span => SpanText.Contains(span, Text)));
}
