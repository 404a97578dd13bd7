extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry;
using dashboard::OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Tests.Dashboard.Traces;

/// <summary>Spans and traces made by hand, of whatever shape.</summary>
internal static class SampleSpans
{
    public static readonly DateTimeOffset Begin = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static TelemetryResource Shop { get; } = new("shop", "first", []);

    public static TelemetryResource Store { get; } = new("store", "second", []);

    /// <param name="start">Milliseconds after <see cref="Begin"/>.</param>
    /// <param name="duration">Milliseconds.</param>
    public static Span Span(
        string id, string parent, double start, double duration, TelemetryResource? resource = null, string? name = null, SpanStatus status = SpanStatus.Unset,
        string traceId = "t", params IEnumerable<(string Key, string Value)> attributes) => new(
            traceId, id, parent, resource
                ?? Shop, "scope", name
                ?? id, SpanKind.Internal, Begin.AddMilliseconds(start), Begin.AddMilliseconds(start + duration),
            status, "", [.. attributes.Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value))], [], []);

    public static Trace Trace(params IEnumerable<Span> spans) => Trace(1, spans);

    /// <param name="number">Its place in the order of arrival.</param>
    public static Trace Trace(long number, params IEnumerable<Span> spans) =>
        new(FormattableString.Invariant($"{number:x32}"), number, [.. spans.OrderBy(span => span.Start)], 0);

    public static TracesSnapshot Snapshot(params IEnumerable<Trace> traces)
    {
        var kept = traces.ToList();
        return new TracesSnapshot(kept, kept.Sum(trace => trace.Spans.Length), 0);
    }
}
