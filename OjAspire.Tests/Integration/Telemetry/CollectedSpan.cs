namespace OjAspire.Tests.Integration.Telemetry;

/// <summary>One span as some process sent it; ids in hexadecimal, the parent empty at the root.</summary>
internal sealed record CollectedSpan(string Service, string Name, string TraceId, string SpanId, string ParentId);
