namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fact about a resource.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">The fact.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether it is hidden until asked for.</summary>
    public bool IsSensitive { get; init; }
}
