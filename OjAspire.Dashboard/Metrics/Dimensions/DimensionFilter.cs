using System.Collections.Immutable;

namespace OjAspire.Dashboard.Metrics.Dimensions;

/// <summary>Which series are shown: those that every dimension's choice shows.</summary>
public sealed record DimensionFilter(ImmutableSortedDictionary<string, DimensionChoice> Choices)
{
    public static DimensionFilter Everything { get; } = new(
        ImmutableSortedDictionary.Create<string, DimensionChoice>(StringComparer.Ordinal));

    public DimensionChoice this[string key] => Choices.GetValueOrDefault(key, DimensionChoice.All);

    public bool Shows(ImmutableArray<KeyValuePair<string, string>> attributes) =>
        Choices.All(choice => choice.Value.Shows(Dimension.ValueOf(attributes, choice.Key)));

    public DimensionFilter With(string key, DimensionChoice choice) =>
        new(choice.IsAll ? Choices.Remove(key) : Choices.SetItem(key, choice));

    /// <summary>As query parameters: <c>only=key=value</c> or <c>not=key=value</c> for each value that is named, <c>only=key</c> for none
    /// at all.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ToQuery()
    {
        foreach (var (key, choice) in Choices)
        {
            var escaped = Uri.EscapeDataString(key);
            if (!choice.AllBut && choice.Values.IsEmpty)
            {
                yield return new("only", escaped);
            }
            foreach (var value in choice.Values)
            {
                yield return new(choice.AllBut ? "not" : "only", $"{escaped}={value}");
            }
        }
    }

    /// <summary>Reads what <see cref="ToQuery"/> wrote.</summary>
    public static DimensionFilter FromQuery(IEnumerable<string?> only, IEnumerable<string?> not)
    {
        var filter = Everything;
        foreach (var (text, allBut) in only.Select(text => (text, false)).Concat(not.Select(text => (text, true))))
        {
            if (string.IsNullOrEmpty(text))
            {
                continue;
            }
            var parts = text.Split('=', 2);
            var key = Uri.UnescapeDataString(parts[0]);
            var choice = filter.Choices.GetValueOrDefault(key, allBut ? DimensionChoice.All : DimensionChoice.None);
            // A hand-written address that says both is read as the first.
            if (choice.AllBut == allBut)
            {
                filter = new(filter.Choices.SetItem(key, parts.Length < 2 ? choice : choice with { Values = choice.Values.Add(parts[1]) }));
            }
        }
        return filter;
    }
}
