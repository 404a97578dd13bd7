using System.Collections.Immutable;
using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Metrics.Dimensions;

/// <summary>An attribute by which the series of an instrument differ, with all of its values.</summary>
/// <param name="Values">In order; empty stands for series without the attribute.</param>
public sealed record Dimension(string Key, IReadOnlyList<string> Values)
{
    /// <summary>The key that tells the replicas of a service apart; no attribute of a sender's own series is named so.</summary>
    public const string Replica = "service.instance.id";

    /// <summary>The value of a key; empty for none.</summary>
    public static string ValueOf(ImmutableArray<KeyValuePair<string, string>> attributes, string key) => attributes.Find(key) ?? "";

    /// <summary>The dimensions of some series, by key.</summary>
    public static IReadOnlyList<Dimension> Of(IReadOnlyCollection<ImmutableArray<KeyValuePair<string, string>>> series) =>
    [
        .. series.SelectMany(attributes => attributes.Select(attribute => attribute.Key))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(key => key != Replica).ThenBy(key => key, StringComparer.Ordinal)
            .Select(key => new Dimension(
                key, [.. series.Select(attributes => ValueOf(attributes, key)).Distinct(StringComparer.Ordinal).Order(ValueOrder.Instance)])),
    ];
}
