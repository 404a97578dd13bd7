namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that a resource waits for before it starts.</summary>
/// <param name="resource">The resource waited for.</param>
/// <param name="waitType">What it has to reach.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType) : IResourceAnnotation
{
    /// <summary>The resource waited for.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What it has to reach.</summary>
    public WaitType WaitType { get; } = waitType;
}
