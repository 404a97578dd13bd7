namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that can be asked of a resource.</summary>
/// <param name="Name">One of <see cref="KnownResourceCommands"/>.</param>
/// <param name="State">Whether it can be asked now.</param>
/// <param name="DisplayName">Name shown.</param>
/// <param name="IconName">Name of a Fluent icon.</param>
/// <param name="IsHighlighted">Whether it is shown beside the resource and not only in its menu.</param>
public sealed record ResourceCommandSnapshot(string Name, ResourceCommandState State, string DisplayName, string? IconName, bool IsHighlighted);
