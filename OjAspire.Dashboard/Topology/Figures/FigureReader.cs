using System.Collections.Immutable;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>Turns the newest points of some instruments into what they say.</summary>
internal sealed class FigureReader
{
    private readonly Dictionary<string, string> _labels;

    /// <param name="instruments">Every instrument of one kind of sender and one role, of node or of link: their short names are made
    /// together.</param>
    public FigureReader(IEnumerable<string> instruments) =>
        _labels = FigureNames.Shorten([.. instruments.Distinct(StringComparer.Ordinal)]);

    /// <summary>What the points say.</summary>
    /// <param name="series">The series of each instrument, by its name.</param>
    public FigureSet Read(IReadOnlyCollection<(InstrumentInfo Info, List<SeriesSnapshot> Series)> series)
    {
        if (series.Count == 0)
        {
            return FigureSet.Empty;
        }
        var states = ImmutableArray.CreateBuilder<StateFigure>();
        var parts = ImmutableArray.CreateBuilder<PartsFigure>();
        var numbers = ImmutableArray.CreateBuilder<NumberFigure>();
        foreach (var (info, points) in series.OrderBy(each => each.Info.Key.Name, StringComparer.Ordinal))
        {
            var (name, label) = (info.Key.Name, _labels[info.Key.Name]);
            if (!points.Exists(point => StateOf(point) is not null))
            {
                numbers.Add(new NumberFigure(name, label, info.Unit, info.Description, Join(info, points), IsAdditive(info)));
            }
            else if (!name.EndsWith(TopologyConvention.StateSuffix, StringComparison.Ordinal))
            {
                parts.Add(new PartsFigure(name, label, info.Unit, info.Description, PartsFigure.Order(ByState(info, points))));
            }
            else
            {
                // Several at once are no state that a node can be in, but possible: a process that calls itself as another does.
                states.AddRange(ByState(info, points).Where(part => part.Value != 0).Select(part => new StateFigure(name, label, info.Description, part.State)));
            }
        }
        return new FigureSet(states.ToImmutable(), parts.ToImmutable(), [.. numbers.OrderByDescending(number => number.IsAdditive)]);
    }

    private static IEnumerable<Part> ByState(InstrumentInfo info, List<SeriesSnapshot> points) =>
        points.GroupBy(point => StateOf(point) ?? "", StringComparer.Ordinal).Select(same => new Part(same.Key, Join(info, [.. same])));

    private static double Join(InstrumentInfo info, List<SeriesSnapshot> points) =>
        IsAdditive(info) ? points.Sum(point => point.Points[^1].Value) : points.Max(point => point.Points[^1].Value);

    private static bool IsAdditive(InstrumentInfo info) => info.Kind is not InstrumentKind.Gauge;

    private static string? StateOf(SeriesSnapshot series)
    {
        foreach (var (key, value) in series.Attributes)
        {
            if (key.EndsWith(TopologyConvention.StateSuffix, StringComparison.Ordinal))
            {
                return value;
            }
        }
        return null;
    }
}
