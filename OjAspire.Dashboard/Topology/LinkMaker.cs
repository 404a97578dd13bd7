using OjAspire.Dashboard.Topology.Figures;

namespace OjAspire.Dashboard.Topology;

/// <summary>Puts together what both ends of a link tell of it.</summary>
internal static class LinkMaker
{
    /// <param name="fromRow">What the row's node tells; null when it tells nothing.</param>
    /// <param name="fromColumn">What the column's node tells; at least one is not null.</param>
    /// <param name="before">The same link as it was shown before, if it was.</param>
    public static TopologyLink Make(
        TopologyNode row, TopologyNode column, FigureSet? fromRow, FigureSet? fromColumn, TopologyLink? before, DateTimeOffset now)
    {
        (TopologyNode Node, TopologyNode Other, FigureSet? Figures)[] ends = [(row, column, fromRow), (column, row, fromColumn)];
        var telling = ends.Where(end => end.Figures is not null).ToList();
        var live = telling.Where(end => end.Node.IsLive).ToList();
        var counting = live.Count > 0 ? live : telling;
        var state = counting.Select(end => end.Figures!.State).OfType<StateFigure>().MaxBy(each => each.Tone);
        var isStale = live.Count == 0;
        var isAsBefore = before is not null && before.State?.State == state?.State && before.IsStale == isStale;
        var usage = counting.Select(end => Share(end.Figures!, end.Node) ?? Share(end.Figures!, end.Other))
            .FirstOrDefault(each => each is not null)
            ?? counting.Select(end => First(end.Figures!)).FirstOrDefault(each => each is not null);
        return new TopologyLink(
            new LinkKey(row.Key, column.Key), fromRow, fromColumn, state, isStale, isAsBefore ? before!.Since : now, usage);
    }

    // A number of that which a node has a whole of is a part of that whole.
    private static Usage? Share(FigureSet figures, TopologyNode node)
    {
        foreach (var number in figures.Numbers)
        {
            foreach (var whole in node.Figures.Parts)
            {
                if (number.IsAdditive && number.Unit.Length > 0 && number.Unit == whole.Unit)
                {
                    return new Usage(number.Value, whole.Total, number.Unit, number.Label, number.Description);
                }
            }
        }
        return null;
    }

    private static Usage? First(FigureSet figures) => figures.Numbers.FirstOrDefault(number => number.IsAdditive) is { } number
        ? new Usage(number.Value, null, number.Unit, number.Label, number.Description)
        : null;
}
