using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Traces;

/// <summary>A span that another one points at without being its child.</summary>
/// <param name="TraceId">32 lower-case hexadecimal digits.</param>
/// <param name="SpanId">16 lower-case hexadecimal digits.</param>
public sealed record SpanLink(string TraceId, string SpanId, ImmutableArray<KeyValuePair<string, string>> Attributes);
