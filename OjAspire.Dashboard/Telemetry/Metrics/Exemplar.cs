using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>One measurement that was kept beside the sum of all, with the span in which it was made.</summary>
/// <param name="TraceId">32 lower-case hexadecimal digits, or empty.</param>
/// <param name="SpanId">16 lower-case hexadecimal digits, or empty.</param>
/// <param name="Attributes">Those that the series does not have.</param>
public sealed record Exemplar(
    DateTimeOffset Time, double Value, string TraceId, string SpanId, ImmutableArray<KeyValuePair<string, string>> Attributes);
