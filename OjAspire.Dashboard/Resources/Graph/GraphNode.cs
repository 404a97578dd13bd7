namespace OjAspire.Dashboard.Resources.Graph;

/// <summary>A resource in the graph; its replicas are gathered in it.</summary>
/// <param name="Resource">The resource, or what its replicas have in common.</param>
/// <param name="Replicas">Its replicas; empty if it is a single instance.</param>
public sealed record GraphNode(Resource Resource, IReadOnlyList<Resource> Replicas)
{
    /// <summary>Tells it from the others.</summary>
    public string Id => Resource.Id;

    /// <summary>How many of its replicas run.</summary>
    public int Running => Replicas.Count(replica => replica.State == "Running");
}
