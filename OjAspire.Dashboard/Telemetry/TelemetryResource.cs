using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry;

/// <summary>
/// One process that sends telemetry: what OpenTelemetry calls a resource. Two are the same when name and instance are.
/// </summary>
/// <param name="Name"><c>service.name</c>; <c>unknown_service</c> when the sender did not say.</param>
/// <param name="Instance"><c>service.instance.id</c>; empty when the sender did not say.</param>
/// <param name="Attributes">All attributes of the sender, by key.</param>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/resource/#service</remarks>
public sealed record TelemetryResource(string Name, string Instance, ImmutableArray<KeyValuePair<string, string>> Attributes)
{
    /// <summary>The same as the id that an app host gives the replica, where there is one.</summary>
    public string Id { get; } = Instance.Length == 0 ? Name : $"{Name}-{Instance}";

    public bool Equals(TelemetryResource? other) => other is not null && other.Name == Name && other.Instance == Instance;

    public override int GetHashCode() => HashCode.Combine(Name, Instance);
}
