namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command ended.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it did what it was asked.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether it was given up before its end.</summary>
    public bool Canceled { get; init; }

    /// <summary>What it has to say, or what went wrong, for the user.</summary>
    public string? Message { get; init; }
}
