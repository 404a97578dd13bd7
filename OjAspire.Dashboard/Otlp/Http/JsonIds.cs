using Google.Protobuf;
using OjAspire.Dashboard.Otlp.Protos;

namespace OjAspire.Dashboard.Otlp.Http;

/// <summary>
/// OTLP's JSON writes ids as hexadecimal digits, where JSON from protobuf writes bytes in base64. Read as base64, the digits of an id are
/// as many bytes as no id has, and written as base64 again they are the digits.
/// </summary>
/// <remarks>https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding</remarks>
internal static class JsonIds
{
    // Digits come in fours to three bytes: 32 digits of a trace id, 16 of a span id.
    private const int MisreadTraceIdBytes = 24;
    private const int MisreadSpanIdBytes = 12;

    public static void Mend(ExportTraceServiceRequest request)
    {
        foreach (var span in request.ResourceSpans.SelectMany(resource => resource.ScopeSpans).SelectMany(scope => scope.Spans))
        {
            span.TraceId = Mend(span.TraceId);
            span.SpanId = Mend(span.SpanId);
            span.ParentSpanId = Mend(span.ParentSpanId);
            foreach (var link in span.Links)
            {
                link.TraceId = Mend(link.TraceId);
                link.SpanId = Mend(link.SpanId);
            }
        }
    }

    public static void Mend(ExportLogsServiceRequest request)
    {
        foreach (var record in request.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords))
        {
            record.TraceId = Mend(record.TraceId);
            record.SpanId = Mend(record.SpanId);
        }
    }

    public static void Mend(ExportMetricsServiceRequest request)
    {
        foreach (var exemplar in request.ResourceMetrics.SelectMany(resource => resource.ScopeMetrics).SelectMany(scope => scope.Metrics).SelectMany(Exemplars))
        {
            exemplar.TraceId = Mend(exemplar.TraceId);
            exemplar.SpanId = Mend(exemplar.SpanId);
        }
    }

    private static IEnumerable<Exemplar> Exemplars(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.SelectMany(point => point.Exemplars),
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.SelectMany(point => point.Exemplars),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.SelectMany(point => point.Exemplars),
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.SelectMany(point => point.Exemplars),
        _ => [],
    };

    private static ByteString Mend(ByteString id)
    {
        if (id.Length is not (MisreadTraceIdBytes or MisreadSpanIdBytes))
        {
            return id;
        }
        var digits = id.ToBase64();
        return digits.All(char.IsAsciiHexDigit) ? ByteString.CopyFrom(Convert.FromHexString(digits)) : id;
    }
}
