namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command that a resource has beside those that every resource has.</summary>
public sealed class ResourceCommandAnnotation : IResourceAnnotation
{
    internal ResourceCommandAnnotation(
        string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions options)
    {
        (Name, DisplayName, ExecuteCommand) = (name, displayName, executeCommand);
        UpdateState = options.UpdateState ?? (_ => ResourceCommandState.Enabled);
        (DisplayDescription, ConfirmationMessage) = (options.Description, options.ConfirmationMessage);
        (IconName, IconVariant, IsHighlighted) = (options.IconName, options.IconVariant, options.IsHighlighted);
    }

    /// <summary>Name that it is asked for by.</summary>
    public string Name { get; }

    /// <summary>Name shown.</summary>
    public string DisplayName { get; }

    /// <summary>Says whether it can be run.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; }

    /// <summary>Runs it.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; }

    /// <summary>What it does, for people.</summary>
    public string? DisplayDescription { get; }

    /// <summary>Question to ask before it runs.</summary>
    public string? ConfirmationMessage { get; }

    /// <summary>Name of a Fluent icon.</summary>
    public string? IconName { get; }

    /// <summary>Which form of the icon.</summary>
    public IconVariant? IconVariant { get; }

    /// <summary>Whether it is shown beside the resource and not only in its menu.</summary>
    public bool IsHighlighted { get; }
}
