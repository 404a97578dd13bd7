namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that a resource waits for before it starts.</summary>
/// <param name="resource">The resource waited for.</param>
/// <param name="waitType">What it has to reach.</param>
/// <param name="exitCode">How its process has to end, if it has to.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The resource waited for.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What it has to reach.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>How its process has to end, if it has to.</summary>
    public int ExitCode { get; } = exitCode;
}
