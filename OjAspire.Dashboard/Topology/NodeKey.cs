namespace OjAspire.Dashboard.Topology;

/// <summary>Which node: of which service, and which of its processes.</summary>
/// <param name="Service"><c>service.name</c>; empty where nobody knows it.</param>
/// <param name="Instance"><c>service.instance.id</c>, or whatever else its peers call it.</param>
public readonly record struct NodeKey(string Service, string Instance)
{
    /// <summary>Names it in the address.</summary>
    public string Id => $"{Service}~{Instance}";
}
