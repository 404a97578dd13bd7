namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command ended.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it did what it was asked.</summary>
    public required bool Success { get; init; }

    /// <summary>What went wrong, for the user.</summary>
    public string? Message { get; init; }
}
