namespace OjAspire.Dashboard.Resources;

/// <summary>One line of the resource table.</summary>
/// <param name="Resource">What the line is about: a resource, a replica, or the group made of replicas that name no parent.</param>
/// <param name="Depth">0 at the top, 1 for a replica.</param>
/// <param name="Children">What is shown under it.</param>
/// <param name="IsExpanded">Whether the children follow.</param>
public sealed record ResourceRow(Resource Resource, int Depth, IReadOnlyList<Resource> Children, bool IsExpanded)
{
    /// <summary>A replica is known by its id, anything else by its name.</summary>
    public string Label => Depth == 0 ? Resource.Name : Resource.Id;
}
