using System.Collections.Immutable;

namespace OjAspire.Dashboard.Resources.Filtering;

/// <summary>Which resources are shown. Nobody edits it.</summary>
/// <param name="Text">What the name, the id or the type must contain; empty: everything.</param>
/// <param name="HiddenTypes">Types that are left out.</param>
/// <param name="HiddenStates">States that are left out.</param>
/// <param name="HiddenHealths">Health statuses that are left out.</param>
public sealed record ResourceFilter(
    string Text, ImmutableHashSet<string> HiddenTypes, ImmutableHashSet<string> HiddenStates, ImmutableHashSet<string> HiddenHealths)
{
    /// <summary>Shows everything.</summary>
    public static ResourceFilter None { get; } = new("", [], [], []);

    /// <summary>How many values are left out.</summary>
    public int HiddenValues => HiddenTypes.Count + HiddenStates.Count + HiddenHealths.Count;

    /// <summary>Whether it lets everything through.</summary>
    public bool IsNone => Text.Length == 0 && HiddenValues == 0;

    /// <summary>The filter as an address writes it.</summary>
    public static ResourceFilter Of(string? text, IEnumerable<string>? types, IEnumerable<string>? states, IEnumerable<string>? healths) =>
        new(text?.Trim() ?? "", [.. types ?? []], [.. states ?? []], [.. healths ?? []]);

    /// <summary>Whether the text is in its name, id or type.</summary>
    public bool HasText(Resource resource) =>
        Text.Length == 0
        || resource.Id.Contains(Text, StringComparison.OrdinalIgnoreCase)
        || resource.Name.Contains(Text, StringComparison.OrdinalIgnoreCase)
        || resource.Type.Contains(Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether none of its values is left out.</summary>
    public bool Admits(Resource resource) =>
        !HiddenTypes.Contains(resource.Type) && !HiddenStates.Contains(resource.State) && !HiddenHealths.Contains(resource.Health);
}
