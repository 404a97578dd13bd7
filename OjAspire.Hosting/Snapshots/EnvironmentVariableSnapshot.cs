namespace Aspire.Hosting.ApplicationModel;

/// <summary>An environment variable of a process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFromSpec">Whether the application host gave it; otherwise it was inherited.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec)
{
    /// <summary>Whether the value holds a secret parameter or a connection string.</summary>
    internal bool IsSecret { get; init; }
}
