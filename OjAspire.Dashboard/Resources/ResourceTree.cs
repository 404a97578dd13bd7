using OjAspire.Dashboard.Resources.Filtering;

namespace OjAspire.Dashboard.Resources;

/// <summary>Orders the resources for the table: replicas under their resource.</summary>
public sealed class ResourceTree
{
    private readonly IReadOnlyDictionary<string, Resource> _byId;
    private readonly ILookup<string, Resource> _byParent;

    public ResourceTree(IReadOnlyDictionary<string, Resource> resources, bool withHidden = false)
    {
        var shown = resources.Values.Where(resource => withHidden || !resource.IsHidden).ToArray();
        var byId = shown.ToDictionary(resource => resource.Id, StringComparer.Ordinal);
        var alone = shown.Where(resource => resource.ParentId.Length == 0).ToLookup(resource => resource.Name, StringComparer.Ordinal);
        _byParent = shown
            .OrderBy(resource => resource.Name, StringComparer.Ordinal)
            .ThenBy(resource => resource.Id, StringComparer.Ordinal)
            .ToLookup(resource => ParentOf(resource, alone), StringComparer.Ordinal);
        foreach (var group in _byParent.Where(group => group.Key.Length > 0 && !byId.ContainsKey(group.Key)))
        {
            byId.Add(group.Key, ReplicaGroup.Of(group.Key, [.. group]));
        }
        _byId = byId;
    }

    /// <summary>The lines of the table: what passes the filter, with its parents, children left out where the parent is
    /// collapsed.</summary>
    /// <param name="collapsed">Ids of the resources whose children are hidden.</param>
    public IReadOnlyList<ResourceRow> Rows(IReadOnlySet<string> collapsed, ResourceFilter filter, ResourceOrder order)
    {
        var rows = new List<ResourceRow>();
        foreach (var top in order.Apply(_byParent[""].Concat(_byId.Values.Where(IsMadeUp))))
        {
            AddRows(rows, top, 0, collapsed, filter, order);
        }
        return rows;
    }

    /// <summary>Whether it runs by itself and so has a console log.</summary>
    public bool HasLog(Resource resource) => !_byParent.Contains(resource.Id) && !ResourceSource.IsConfiguration(resource);

    /// <summary>Whether there is a console log of it, or of one of its replicas.</summary>
    public bool HasLogs(Resource resource) => HasLog(resource) || _byParent[resource.Id].Any(HasLog);

    /// <summary>Every resource that runs by itself: replicas and single instances, not the resources that only hold replicas.</summary>
    public IReadOnlyList<Resource> Leaves() =>
        [.. _byId.Values.Where(HasLog)
            .OrderBy(resource => resource.Name, StringComparer.Ordinal)
            .ThenBy(resource => resource.Id, StringComparer.Ordinal)];

    /// <summary>The resource itself if it has a log, or its replicas that have one.</summary>
    public IReadOnlyList<Resource> LeavesOf(string id) => [.. Leaves().Where(leaf => leaf.Id == id || GroupOf(leaf) == id)];

    /// <summary>What this resource is shown under, or null.</summary>
    public string? GroupOf(Resource resource) =>
        _byParent.FirstOrDefault(group => group.Key.Length > 0 && group.Any(member => member.Id == resource.Id))?.Key;

    /// <summary>The resource or replica group of this id, or null.</summary>
    public Resource? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The topmost resource of this name, or null.</summary>
    public Resource? FindByName(string name) =>
        Find(name) ?? _byId.Values.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.Ordinal));

    /// <summary>Which resources refer to this one, by name and how, each once.</summary>
    public IReadOnlyList<(string Name, string Type)> ReferrersOf(Resource resource) =>
    [
        .. _byId.Values
            .Where(other => other.Name != resource.Name)
            .SelectMany(other => other.Relationships.Where(to => to.ResourceName == resource.Name).Select(to => (other.Name, to.Type)))
            .Distinct()
            .Order(),
    ];

    /// <summary>Ids of those that a command of this resource reaches: itself, or the replicas of a group that the app host does not
    /// know.</summary>
    public IReadOnlyList<string> TargetsOf(Resource resource, string command) => IsMadeUp(resource)
        ? [.. _byParent[resource.Id].Where(replica => replica.Commands.Any(own => own.Name == command && own.IsEnabled))
            .Select(replica => replica.Id)]
        : [resource.Id];

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

    private void AddRows(
        List<ResourceRow> rows, Resource resource, int depth, IReadOnlySet<string> collapsed, ResourceFilter filter, ResourceOrder order)
    {
        Resource[] children = [.. _byParent[resource.Id]];
        var hasText = filter.HasText(resource);
        var below = hasText ? filter with { Text = "" } : filter;
        Resource[] shown = [.. order.Apply(children.Where(child => Passes(child, below)))];
        if (!Passes(resource, filter))
        {
            return;
        }
        var expanded = shown.Length > 0 && !collapsed.Contains(resource.Id);
        rows.Add(new ResourceRow(resource, depth, children, expanded));
        if (!expanded)
        {
            return;
        }
        foreach (var child in shown)
        {
            AddRows(rows, child, depth + 1, collapsed, below, order);
        }
    }

    // What has children passes if one of them does: its own state and health are only what they have in common.
    private bool Passes(Resource resource, ResourceFilter filter) => _byParent.Contains(resource.Id)
        ? _byParent[resource.Id].Any(child => Passes(child, filter.HasText(resource) ? filter with { Text = "" } : filter))
        : filter.HasText(resource) && filter.Admits(resource);
}
