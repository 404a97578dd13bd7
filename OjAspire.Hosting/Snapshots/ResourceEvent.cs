namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource, or one replica of it, as it has become.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Tells replicas apart; the name for a resource that has none.</param>
/// <param name="snapshot">What is known of it.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Tells replicas apart; the name for a resource that has none.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>What is known of it.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
