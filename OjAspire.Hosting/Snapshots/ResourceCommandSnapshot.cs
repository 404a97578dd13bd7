namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that can be asked of a resource.</summary>
public sealed record ResourceCommandSnapshot
{
    internal ResourceCommandSnapshot(string name, ResourceCommandState state, string displayName, string? iconName, bool isHighlighted)
    {
        Name = name;
        State = state;
        DisplayName = displayName;
        IconName = iconName;
        IsHighlighted = isHighlighted;
    }

    /// <summary>Name that it is asked for by; one of <see cref="KnownResourceCommands"/> or the application host's own.</summary>
    public string Name { get; init; }

    /// <summary>Whether it can be asked now.</summary>
    public ResourceCommandState State { get; init; }

    /// <summary>Name shown.</summary>
    public string DisplayName { get; init; }

    /// <summary>What it does, for people.</summary>
    public string? DisplayDescription { get; init; }

    /// <summary>Question to ask before it runs. <see langword="null"/>: none.</summary>
    public string? ConfirmationMessage { get; init; }

    /// <summary>Name of a Fluent icon.</summary>
    public string? IconName { get; init; }

    /// <summary>Which form of the icon.</summary>
    public IconVariant? IconVariant { get; init; }

    /// <summary>Whether it is shown beside the resource and not only in its menu.</summary>
    public bool IsHighlighted { get; init; }
}
