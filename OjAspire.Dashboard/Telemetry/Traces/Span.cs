using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Traces;

/// <summary>One operation of one process, with its place in a trace.</summary>
/// <param name="TraceId">32 lower-case hexadecimal digits.</param>
/// <param name="SpanId">16 lower-case hexadecimal digits.</param>
/// <param name="ParentId">The parent's span id, or empty for a root.</param>
/// <param name="Scope">Name of the instrumentation that made it.</param>
/// <param name="StatusMessage">What went wrong; empty unless the status is an error.</param>
public sealed record Span(
    string TraceId,
    string SpanId,
    string ParentId,
    TelemetryResource Resource,
    string Scope,
    string Name,
    SpanKind Kind,
    DateTimeOffset Start,
    DateTimeOffset End,
    SpanStatus Status,
    string StatusMessage,
    ImmutableArray<KeyValuePair<string, string>> Attributes,
    ImmutableArray<SpanEvent> Events,
    ImmutableArray<SpanLink> Links)
{
    public TimeSpan Duration => End - Start;

    /// <summary>What the W3C header of that name carried; mostly empty.</summary>
    public string TraceState { get; init; } = "";

    /// <summary>Attributes that the sender or the limits left out.</summary>
    public long DroppedAttributes { get; init; }

    /// <summary>Events that the sender or the limits left out.</summary>
    public long DroppedEvents { get; init; }

    /// <summary>Links that the sender or the limits left out.</summary>
    public long DroppedLinks { get; init; }
}
