namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource has to do with another one: shown in the dashboard, without effect on running.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="type">How: <c>Reference</c>, <c>WaitFor</c>, <c>Parent</c>.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>How they have to do with each other.</summary>
    public string Type { get; } = type;
}
