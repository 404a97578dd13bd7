using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Topology;

/// <summary>Takes the instruments of the topology apart: by sender, and by the peer that their points name.</summary>
internal static class SenderReader
{
    private static readonly TimeSpan LeastTolerance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostTolerance = TimeSpan.FromSeconds(5);

    /// <summary>Whether an instrument belongs to the topology.</summary>
    public static bool IsOurs(InstrumentInfo info) =>
        info.Kind is not InstrumentKind.Histogram && info.Key.Meter.EndsWith(TopologyConvention.MeterSuffix, StringComparison.Ordinal);

    /// <summary>Every sender of such instruments.</summary>
    public static List<Sender> Read(IReadOnlyCollection<InstrumentSnapshot> instruments) =>
        [.. instruments.GroupBy(instrument => instrument.Info.Key.Resource).Select(same => Read(same.Key, [.. same]))];

    private static Sender Read(TelemetryResource resource, List<InstrumentSnapshot> instruments)
    {
        var newest = instruments.MaxBy(instrument => instrument.LastExport)!;
        var every = instruments.Where(instrument => instrument.LastExport == newest.LastExport).Max(instrument => instrument.ExportEvery);
        var node = new List<(InstrumentInfo, List<SeriesSnapshot>)>();
        var links = new Dictionary<NodeKey, List<(InstrumentInfo, List<SeriesSnapshot>)>>();

        // An instrument that has nothing to tell any more is not in the export, and its last points are old news.
        foreach (var instrument in instruments.Where(instrument => newest.LastExport - instrument.LastExport <= Tolerance(every)))
        {
            foreach (var same in instrument.Series.Where(series => series.IsCurrent).GroupBy(PeerOf))
            {
                var list = same.Key is { } peer ? links.TryGetValue(peer, out var known) ? known : links[peer] = [] : node;
                list.Add((instrument.Info, [.. same]));
            }
        }
        return new Sender(
            new NodeKey(resource.Name, resource.Instance), resource.Id, node,
            links.ToDictionary(link => link.Key, IReadOnlyCollection<(InstrumentInfo, List<SeriesSnapshot>)> (link) => link.Value), every);
    }

    // One export takes a moment to be made.
    private static TimeSpan Tolerance(TimeSpan? every) =>
        every / 2 is { } half && half > LeastTolerance ? half < MostTolerance ? half : MostTolerance : LeastTolerance;

    private static NodeKey? PeerOf(SeriesSnapshot series)
    {
        string? name = null, instance = null;
        foreach (var (key, value) in series.Attributes)
        {
            if (key is TopologyConvention.PeerName)
            {
                name = value;
            }
            else if (key is TopologyConvention.PeerInstance)
            {
                instance = value;
            }
        }
        return string.IsNullOrEmpty(instance) ? null : new NodeKey(name ?? "", instance);
    }
}
