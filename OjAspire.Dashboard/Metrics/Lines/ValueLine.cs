using OjAspire.Dashboard.Charts;

namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>The line of values as they were sent, or of their sum.</summary>
internal static class ValueLine
{
    public static IReadOnlyList<ChartPoint> Of(SeriesGroup group, TimeSpan exportEvery) => group.Members.Count == 1
        ? [.. group.Members[0].Points.Select(point => new ChartPoint(point.Time, point.Value))]
        : Sum(group, exportEvery);

    // Each series stands in the sum with its newest value, from its first point until it ends.
    private static List<ChartPoint> Sum(SeriesGroup group, TimeSpan exportEvery)
    {
        var knownUntil = group.KnownUntil(exportEvery);
        var steps = new List<(DateTimeOffset Time, int Member, double Value)>();
        foreach (var (number, member) in group.Members.Index())
        {
            steps.AddRange(member.Points.Select(point => (point.Time, number, point.Value)));
            if (member.LastTime < knownUntil)
            {
                steps.Add((member.LastTime + exportEvery, number, 0));
            }
        }
        steps.Sort((a, b) => a.Time.CompareTo(b.Time));
        var values = new double[group.Members.Count];
        var line = new List<ChartPoint>();
        for (var index = 0; index < steps.Count && steps[index].Time <= knownUntil; index++)
        {
            values[steps[index].Member] = steps[index].Value;
            if (index + 1 == steps.Count || steps[index + 1].Time > steps[index].Time)
            {
                line.Add(new ChartPoint(steps[index].Time, values.Sum()));
            }
        }
        return line;
    }
}
