using Google.Protobuf;

namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Ids of traces and spans as lower-case hexadecimal digits.</summary>
/// <remarks>https://www.w3.org/TR/trace-context/#traceparent-header-field-values</remarks>
internal static class Ids
{
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    /// <summary>32 digits, or empty when it is not a trace id.</summary>
    public static string Trace(ByteString id) => Hex(id, TraceIdBytes);

    /// <summary>16 digits, or empty when it is not a span id.</summary>
    public static string Span(ByteString id) => Hex(id, SpanIdBytes);

    private static string Hex(ByteString id, int length) =>
        id.Length == length && id.Span.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id.Span) : "";
}
