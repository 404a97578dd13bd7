using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Metrics;

/// <summary>One sender, or all replicas of a service.</summary>
/// <param name="Value">As it stands in the address: a sender's id or a service's name.</param>
public sealed record SenderChoice(string Value, IReadOnlyList<TelemetryResource> Senders)
{
    public bool IsService => Senders.Count > 1;
}
