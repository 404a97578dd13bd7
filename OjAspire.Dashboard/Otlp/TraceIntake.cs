using OjAspire.Dashboard.Otlp.Conversion;
using OjAspire.Dashboard.Otlp.Protos;
using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Otlp;

/// <summary>Takes exports of spans into the store. Safe from any thread.</summary>
internal sealed class TraceIntake(
    TelemetryStore store, ResourceReader resources, AttributeReader attributes, SpanReader spans, TimeProvider clock)
{
    /// <summary>Takes what can be taken, and says what cannot.</summary>
    public ExportTraceServiceResponse Take(ExportTraceServiceRequest request)
    {
        var now = clock.GetUtcNow();
        var taken = new List<Telemetry.Traces.Span>();
        var refusals = new Refusals();
        foreach (var from in request.ResourceSpans)
        {
            if (resources.Hear(from.Resource) is not { } sender)
            {
                refusals.Add(Refusals.TooManySenders, from.ScopeSpans.Sum(scope => (long)scope.Spans.Count));
                continue;
            }
            foreach (var scope in from.ScopeSpans)
            {
                var name = attributes.Name(scope.Scope?.Name ?? "");
                foreach (var span in scope.Spans)
                {
                    if (spans.Read(span, sender, name, now) is { } read)
                    {
                        taken.Add(read);
                    }
                    else
                    {
                        refusals.Add(Refusals.NoSpan, 1);
                    }
                }
            }
        }
        if (taken.Count > 0)
        {
            store.Traces.Add(taken);
        }
        return refusals.Count == 0
            ? new ExportTraceServiceResponse()
            : new ExportTraceServiceResponse
            {
                PartialSuccess = new ExportTracePartialSuccess { RejectedSpans = refusals.Count, ErrorMessage = refusals.Reasons },
            };
    }
}
