namespace OjAspire.Dashboard.Resources;

/// <summary>Orders the resources for the table: replicas under their resource.</summary>
internal sealed class ResourceTree
{
    private readonly IReadOnlyDictionary<string, Resource> _byId;
    private readonly ILookup<string, Resource> _byParent;

    public ResourceTree(IReadOnlyDictionary<string, Resource> resources)
    {
        var byId = new Dictionary<string, Resource>(resources, StringComparer.Ordinal);
        var alone = resources.Values.Where(resource => resource.ParentId.Length == 0).ToLookup(resource => resource.Name, StringComparer.Ordinal);
        _byParent = resources.Values
            .OrderBy(resource => resource.Name, StringComparer.Ordinal)
            .ThenBy(resource => resource.Id, StringComparer.Ordinal)
            .ToLookup(resource => ParentOf(resource, alone), StringComparer.Ordinal);
        foreach (var group in _byParent.Where(group => group.Key.Length > 0 && !byId.ContainsKey(group.Key)))
        {
            byId.Add(group.Key, ReplicaGroup.Of(group.Key, [.. group]));
        }
        _byId = byId;
    }

    /// <summary>The lines of the table: what passes the filter, with its parents, children left out where the parent is collapsed.</summary>
    /// <param name="collapsed">Ids of the resources whose children are hidden.</param>
    /// <param name="filter">Text that the name, the id or the type must contain. Empty: everything.</param>
    public IReadOnlyList<ResourceRow> Rows(IReadOnlySet<string> collapsed, string filter)
    {
        var rows = new List<ResourceRow>();
        foreach (var top in Children("").Concat(_byId.Values.Where(IsMadeUp)).OrderBy(IsParameter).ThenBy(resource => resource.Name, StringComparer.Ordinal))
        {
            AddRows(rows, top, 0, collapsed, filter);
        }
        return rows;
    }

    /// <summary>Whether it runs by itself and so has a console log.</summary>
    public bool HasLog(Resource resource) => !_byParent.Contains(resource.Id) && !IsParameter(resource);

    /// <summary>Every resource that runs by itself: replicas and single instances, not the resources that only hold replicas.</summary>
    public IReadOnlyList<Resource> Leaves() =>
        [.. _byId.Values.Where(HasLog).OrderBy(resource => resource.Name, StringComparer.Ordinal).ThenBy(resource => resource.Id, StringComparer.Ordinal)];

    /// <summary>The resource or replica group of this id, or null.</summary>
    public Resource? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The topmost resource of this name, or null.</summary>
    public Resource? FindByName(string name) =>
        Find(name) ?? _byId.Values.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.Ordinal));

    // Replicas of one name that name no parent are put under a group called like them.
    private static string ParentOf(Resource resource, ILookup<string, Resource> alone)
    {
        if (resource.ParentId.Length > 0)
        {
            return resource.ParentId == resource.Id ? "" : resource.ParentId;
        }
        var namesakes = alone[resource.Name];
        return resource.Id != resource.Name && namesakes.Any(other => other.Id != resource.Id) ? resource.Name : "";
    }

    private bool IsMadeUp(Resource resource) => _byParent.Contains(resource.Id) && !_byParent.SelectMany(group => group).Contains(resource);

    private IReadOnlyList<Resource> Children(string id) => [.. _byParent[id]];

    private void AddRows(List<ResourceRow> rows, Resource resource, int depth, IReadOnlySet<string> collapsed, string filter)
    {
        var children = Children(resource.Id);
        var passes = Passes(resource, filter);
        var shown = passes ? children : [.. children.Where(child => Passes(child, filter))];
        if (!passes && shown.Count == 0)
        {
            return;
        }
        var expanded = shown.Count > 0 && !collapsed.Contains(resource.Id);
        rows.Add(new ResourceRow(resource, depth, children, expanded));
        if (!expanded)
        {
            return;
        }
        foreach (var child in shown)
        {
            AddRows(rows, child, depth + 1, collapsed, passes ? "" : filter);
        }
    }

    // What is only configured comes after what runs.
    private static bool IsParameter(Resource resource) => resource.Type is "Parameter" or "ConnectionString";

    private static bool Passes(Resource resource, string filter) =>
        filter.Length == 0
        || resource.Id.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || resource.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || resource.Type.Contains(filter, StringComparison.OrdinalIgnoreCase);
}
