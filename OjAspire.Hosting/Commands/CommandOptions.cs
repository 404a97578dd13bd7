namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command has beside its name and what it does.</summary>
public class CommandOptions
{
    internal static CommandOptions Default { get; } = new();

    /// <summary>What it does, for people.</summary>
    public string? Description { get; set; }

    /// <summary>Question to ask before it runs. <see langword="null"/>: none.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>Name of a Fluent icon.</summary>
    public string? IconName { get; set; }

    /// <summary>Which form of the icon; regular when not given.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it is shown beside the resource and not only in its menu.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>
    /// Says whether it can be run; asked at each new snapshot of a replica, so it must be quick. A command without one always can.
    /// </summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
