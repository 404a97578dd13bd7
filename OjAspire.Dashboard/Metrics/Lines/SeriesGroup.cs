using OjAspire.Dashboard.Metrics.Dimensions;

namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>Series that are added up to one line.</summary>
/// <param name="Key">Tells it from other groups, from one drawing to the next.</param>
/// <param name="Name">The values that all of them share; empty if they need share none.</param>
internal sealed record SeriesGroup(string Key, string Name, IReadOnlyList<MetricSeries> Members)
{
    /// <summary>
    /// Until when the sum is known: until the first of those that still export has said nothing yet. Without it each sum would dip at its
    /// right edge until the last sender has spoken. Who has been silent for some exports is taken to be gone.
    /// </summary>
    public DateTimeOffset KnownUntil(TimeSpan exportEvery)
    {
        var newest = Members.Max(member => member.LastTime);
        var patience = (exportEvery * 3) + TimeSpan.FromMilliseconds(500);
        return Members.Where(member => member.Snapshot.IsCurrent && newest - member.LastTime <= patience)
            .Min(member => (DateTimeOffset?)member.LastTime)
            ?? newest;
    }

    /// <summary>Groups series by the values of some keys.</summary>
    public static IReadOnlyList<SeriesGroup> By(IEnumerable<MetricSeries> series, IReadOnlyList<string> keys)
    {
        var groups = series
            .Select(one => (Series: one, Values: keys.Select(key => Dimension.ValueOf(one.Attributes, key)).ToArray()))
            .GroupBy(one => string.Join('\u001f', one.Values), StringComparer.Ordinal)
            .Select(group => (group.First().Values, Group: group));
        var ordered = groups.OrderBy(_ => 0);
        for (var index = 0; index < keys.Count; index++)
        {
            var key = index;
            ordered = ordered.ThenBy(group => group.Values[key], ValueOrder.Instance);
        }
        return
        [
            .. ordered.Select(group => new SeriesGroup(
                group.Group.Key, string.Join(", ", group.Values.Where(value => value.Length > 0)), [.. group.Group.Select(one => one.Series)])),
        ];
    }
}
