namespace OjAspire.Tests.Hosting;

/// <summary>What the sample service says of itself and of the request.</summary>
internal sealed record SampleAnswer(int ProcessId, string Protocol, string Host, string Caller, string Scheme);
