using System.Collections.Immutable;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>One series of one sender, among those of all replicas that are shown.</summary>
/// <param name="Attributes">Its own, and which replica it is of where there are several.</param>
internal sealed record MetricSeries(ImmutableArray<KeyValuePair<string, string>> Attributes, SeriesSnapshot Snapshot)
{
    public IReadOnlyList<MetricPoint> Points => Snapshot.Points;

    public DateTimeOffset LastTime => Snapshot.Points[^1].Time;

    public IEnumerable<Stretch> Stretches(DateTimeOffset since) => Stretch.Of(Snapshot, since);
}
