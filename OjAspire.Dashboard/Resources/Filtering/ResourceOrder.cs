using OjAspire.Dashboard.Resources.States;

namespace OjAspire.Dashboard.Resources.Filtering;

/// <summary>The order of resources, and of the replicas of each. Those that are equal follow by name and id, always ascending.</summary>
/// <param name="Column">By what.</param>
/// <param name="Descending">Whether the last comes first.</param>
public sealed record ResourceOrder(ResourceColumn Column, bool Descending)
{
    /// <summary>By name.</summary>
    public static ResourceOrder Default { get; } = new(ResourceColumn.Name, false);

    /// <summary>The resources in this order.</summary>
    public IEnumerable<Resource> Apply(IEnumerable<Resource> resources)
    {
        var configuredLast = resources.OrderBy(resource => Column is ResourceColumn.Name && ResourceSource.IsConfiguration(resource));
        var ordered = Descending
            ? configuredLast.ThenByDescending(KeyOf, Comparer<IComparable>.Default)
            : configuredLast.ThenBy(KeyOf, Comparer<IComparable>.Default);
        return Column is ResourceColumn.Name && Descending
            ? ordered.ThenByDescending(resource => resource.Id, StringComparer.Ordinal)
            : ordered.ThenBy(resource => resource.Name, StringComparer.Ordinal).ThenBy(resource => resource.Id, StringComparer.Ordinal);
    }

    private IComparable KeyOf(Resource resource) => Column switch
    {
        ResourceColumn.State => new TextKey(resource.State),
        ResourceColumn.Health => -HealthLook.Of(resource.Health).Severity,
        ResourceColumn.Type => new TextKey(resource.Type),
        ResourceColumn.Started => resource.StartedAt?.ToDateTimeOffset() ?? DateTimeOffset.MinValue,
        ResourceColumn.Source => new TextKey(ResourceSource.Of(resource)?.Text ?? ""),
        _ => new TextKey(resource.Name),
    };

    // Text by its characters, whatever the reader's language.
    private sealed record TextKey(string Text) : IComparable
    {
        public int CompareTo(object? other) => string.CompareOrdinal(Text, ((TextKey)other!).Text);
    }
}
