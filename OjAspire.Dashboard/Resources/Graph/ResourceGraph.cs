using OjAspire.Dashboard.Resources.Filtering;

namespace OjAspire.Dashboard.Resources.Graph;

/// <summary>The resources and their relationships, without places yet.</summary>
public sealed record ResourceGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    private const string Parent = "Parent";

    /// <summary>The graph of what passes the filter; the same resources always give the same graph.</summary>
    public static ResourceGraph Of(ResourceTree tree, ResourceFilter filter)
    {
        var nodes = new List<GraphNode>();
        var relationships = new List<(string From, string ToName, string Type)>();
        var above = new Stack<ResourceRow>();
        foreach (var row in tree.Rows(new HashSet<string>(), filter, ResourceOrder.Default))
        {
            while (above.Count > row.Depth)
            {
                above.Pop();
            }
            var parent = above.Count == 0 ? null : above.Peek();
            above.Push(row);
            if (parent is not null && row.Resource.Name == parent.Resource.Name)
            {
                continue;
            }
            var node = new GraphNode(row.Resource, [.. row.Children.Where(child => child.Name == row.Resource.Name)]);
            nodes.Add(node);
            if (parent is not null)
            {
                relationships.Add((node.Id, parent.Resource.Name, Parent));
            }
            relationships.AddRange(node.Replicas.Prepend(node.Resource)
                .SelectMany(one => one.Relationships)
                .Select(relationship => (node.Id, relationship.ResourceName, relationship.Type)));
        }
        return new(nodes, Join(nodes, relationships));
    }

    /// <summary>Ids of the node and of those that an edge joins it with.</summary>
    public IReadOnlySet<string> NeighboursOf(string id) => Edges
        .Where(edge => edge.From == id || edge.To == id)
        .SelectMany(edge => new[] { edge.From, edge.To })
        .Append(id)
        .ToHashSet(StringComparer.Ordinal);

    // What is filtered out has no place for an edge to end at, and a resource that refers to itself says nothing.
    private static GraphEdge[] Join(List<GraphNode> nodes, IEnumerable<(string From, string ToName, string Type)> relationships)
    {
        var byName = nodes.ToLookup(node => node.Resource.Name, node => node.Id, StringComparer.Ordinal);
        return
        [
            .. relationships
                .Select(each => (each.From, To: byName[each.ToName].FirstOrDefault(), each.Type))
                .Where(each => each.To is not null && each.To != each.From)
                .GroupBy(each => (each.From, To: each.To!))
                .Select(edge => new GraphEdge(edge.Key.From, edge.Key.To, [.. edge.Select(each => each.Type).Distinct().Order(StringComparer.Ordinal)])),
        ];
    }
}
