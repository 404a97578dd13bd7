using System.Collections.Immutable;

namespace OjAspire.Dashboard.Metrics.Dimensions;

/// <summary>Which values of a dimension are shown: a few that are named, or all but a few, those that are yet to come included.</summary>
public sealed record DimensionChoice(bool AllBut, ImmutableSortedSet<string> Values)
{
    public static DimensionChoice All { get; } = new(true, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    public static DimensionChoice None { get; } = new(false, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    public bool IsAll => AllBut && Values.IsEmpty;

    public bool Shows(string value) => AllBut != Values.Contains(value);

    /// <summary>With one value shown or not.</summary>
    public DimensionChoice With(string value, bool shown) =>
        this with { Values = shown == AllBut ? Values.Remove(value) : Values.Add(value) };
}
