using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Traces;

/// <summary>Something that happened during a span.</summary>
public sealed record SpanEvent(DateTimeOffset Time, string Name, ImmutableArray<KeyValuePair<string, string>> Attributes);
