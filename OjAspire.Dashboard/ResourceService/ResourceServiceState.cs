using System.Collections.Immutable;

namespace OjAspire.Dashboard.ResourceService;

/// <summary>All that is known of the app host's resources at one moment. Nobody edits it, nor the messages in it.</summary>
/// <param name="Status">Whether the rest is current.</param>
/// <param name="ApplicationName">Name of the application; empty until the app host has said it.</param>
/// <param name="Resources">Every resource and replica by its id.</param>
public sealed record ResourceServiceState(
    ConnectionStatus Status,
    string ApplicationName,
    ImmutableDictionary<string, Resource> Resources)
{
    /// <summary>Nothing known.</summary>
    public static ResourceServiceState Empty { get; } =
        new(ConnectionStatus.NotConfigured, "", ImmutableDictionary.Create<string, Resource>(StringComparer.Ordinal));
}
