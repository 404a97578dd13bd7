using System.Collections.Immutable;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Spans from OTLP into those of the store.</summary>
internal sealed class SpanReader(AttributeReader attributes, TelemetryLimits limits)
{
    /// <summary>The span, or null when its ids are none.</summary>
    /// <param name="now">When it began and ended, if it does not say.</param>
    public Span? Read(Protos.Span span, TelemetryResource resource, string scope, DateTimeOffset now)
    {
        var traceId = Ids.Trace(span.TraceId);
        var spanId = Ids.Span(span.SpanId);
        if (traceId.Length == 0 || spanId.Length == 0)
        {
            return null;
        }
        var start = UnixNanoseconds.ToTime(span.StartTimeUnixNano, UnixNanoseconds.ToTime(span.EndTimeUnixNano, now));
        var end = UnixNanoseconds.ToTime(span.EndTimeUnixNano, start);
        return new Span(
            traceId,
            spanId,
            Ids.Span(span.ParentSpanId),
            resource,
            scope,
            attributes.Name(span.Name),
            span.Kind is >= Protos.Span.Types.SpanKind.Internal and <= Protos.Span.Types.SpanKind.Consumer
                ? (SpanKind)span.Kind
                : SpanKind.Unspecified,
            start,
            end < start ? start : end,
            span.Status?.Code switch
            {
                Protos.Status.Types.StatusCode.Ok => SpanStatus.Ok,
                Protos.Status.Types.StatusCode.Error => SpanStatus.Error,
                _ => SpanStatus.Unset,
            },
            AnyValues.Cut(span.Status?.Message ?? "", limits.MaxAttributeLength),
            attributes.Read(span.Attributes, out var droppedAttributes),
            Events(span, start),
            Links(span))
        {
            TraceState = AnyValues.Cut(span.TraceState, limits.MaxAttributeLength),
            DroppedAttributes = span.DroppedAttributesCount + droppedAttributes,
            DroppedEvents = span.DroppedEventsCount + Math.Max(0, span.Events.Count - limits.MaxSpanEventCount),
            DroppedLinks = span.DroppedLinksCount + Math.Max(0, span.Links.Count - limits.MaxSpanEventCount),
        };
    }

    private ImmutableArray<SpanEvent> Events(Protos.Span span, DateTimeOffset start) =>
    [
        .. span.Events.Take(limits.MaxSpanEventCount).Select(happened => new SpanEvent(
            UnixNanoseconds.ToTime(happened.TimeUnixNano, start), attributes.Name(happened.Name), attributes.Read(happened.Attributes))),
    ];

    private ImmutableArray<SpanLink> Links(Protos.Span span) =>
    [
        .. span.Links.Take(limits.MaxSpanEventCount)
            .Select(link => new SpanLink(Ids.Trace(link.TraceId), Ids.Span(link.SpanId), attributes.Read(link.Attributes)))
            .Where(link => link.TraceId.Length > 0 && link.SpanId.Length > 0),
    ];
}
