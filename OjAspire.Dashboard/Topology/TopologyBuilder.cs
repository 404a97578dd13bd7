using System.Collections.Frozen;
using System.Collections.Immutable;
using OjAspire.Dashboard.Topology.Figures;

namespace OjAspire.Dashboard.Topology;

/// <summary>Draws the picture of one moment from the newest points of all senders. Remembers nothing but what the picture before it
/// shows.</summary>
internal static class TopologyBuilder
{
    public static TopologySnapshot Build(TopologyInput input, TopologySnapshot before)
    {
        var senders = SenderReader.Read(input.Instruments);
        var nodes = Nodes(input, senders);
        var ends = Ends(senders, nodes);
        foreach (var peer in ends.Keys.SelectMany(end => new[] { end.Sender, end.Peer }).Where(peer => !nodes.ContainsKey(peer)).ToList())
        {
            nodes.TryAdd(peer, NodeJudge.Unheard(peer));
        }

        var byService = nodes.Values.ToLookup(node => node.Key.Service, StringComparer.Ordinal);
        var known = before.Matrices.SelectMany(matrix => matrix.Links).ToDictionary();
        var matrices = ends.Keys
            .Select(end => TopologyMatrix.Orient(
                end.Sender.Service, byService[end.Sender.Service].Count(), end.Peer.Service, byService[end.Peer.Service].Count()))
            .Distinct()
            .Select(pair => Matrix(pair.Rows, pair.Columns, byService, ends, known, input.Now))
            .OrderBy(matrix => matrix.Id, StringComparer.Ordinal)
            .ToImmutableArray();
        var shown = matrices.SelectMany(matrix => new[] { matrix.RowService, matrix.ColumnService }).ToHashSet(StringComparer.Ordinal);
        return new TopologySnapshot(input.Now, matrices, Sort(nodes.Values.Where(node => !shown.Contains(node.Key.Service))));
    }

    private static Dictionary<NodeKey, TopologyNode> Nodes(TopologyInput input, List<Sender> senders)
    {
        var judge = new NodeJudge(input);
        var nodes = new Dictionary<NodeKey, TopologyNode>();
        foreach (var same in senders.GroupBy(sender => sender.Key.Service, StringComparer.Ordinal))
        {
            var reader = new FigureReader(same.SelectMany(sender => sender.Node).Select(each => each.Info.Key.Name));
            foreach (var sender in same)
            {
                if (judge.Judge(sender, reader.Read(sender.Node)) is { } node)
                {
                    nodes.Add(sender.Key, node);
                }
            }
        }
        return nodes;
    }

    // What each sender that is still there tells of each of its links.
    private static Dictionary<(NodeKey Sender, NodeKey Peer), FigureSet> Ends(List<Sender> senders, Dictionary<NodeKey, TopologyNode> nodes)
    {
        var names = new PeerNames(senders);
        var ends = new Dictionary<(NodeKey, NodeKey), FigureSet>();
        foreach (var same in senders.GroupBy(sender => sender.Key.Service, StringComparer.Ordinal))
        {
            var reader = new FigureReader(
                same.SelectMany(sender => sender.Links.Values).SelectMany(link => link).Select(each => each.Info.Key.Name));
            foreach (var sender in same.Where(sender => nodes.TryGetValue(sender.Key, out var node) && node.Condition is not NodeCondition.Gone))
            {
                foreach (var (peer, series) in sender.Links)
                {
                    var key = (sender.Key, names.Find(sender.Key, peer));
                    if (!ends.TryAdd(key, reader.Read(series)))
                    {
                        // Two names for one peer: what needs more attention is shown.
                        var other = reader.Read(series);
                        ends[key] = other.State?.Tone > ends[key].State?.Tone ? other : ends[key];
                    }
                }
            }
        }
        return ends;
    }

    private static TopologyMatrix Matrix(
        string rowService, string columnService, ILookup<string, TopologyNode> byService,
        Dictionary<(NodeKey Sender, NodeKey Peer), FigureSet> ends, Dictionary<LinkKey, TopologyLink> before, DateTimeOffset now)
    {
        var (rows, columns) = (Sort(byService[rowService]), Sort(byService[columnService]));
        var links = new Dictionary<LinkKey, TopologyLink>();
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                // Within one kind of nodes the row is the one that tells.
                var fromRow = ends.GetValueOrDefault((row.Key, column.Key));
                var fromColumn = rowService == columnService ? null : ends.GetValueOrDefault((column.Key, row.Key));
                if (fromRow is not null || fromColumn is not null)
                {
                    var key = new LinkKey(row.Key, column.Key);
                    links.Add(key, LinkMaker.Make(row, column, fromRow, fromColumn, before.GetValueOrDefault(key), now));
                }
            }
        }
        return new TopologyMatrix(rowService, columnService, rows, columns, links.ToFrozenDictionary(), Totals(rows), Totals(columns));
    }

    private static FigureSet Totals(ImmutableArray<TopologyNode> nodes) =>
        FigureSet.Sum(nodes.Where(node => node.IsLive).Select(node => node.Figures));

    private static ImmutableArray<TopologyNode> Sort(IEnumerable<TopologyNode> nodes) =>
        [.. nodes.OrderBy(node => node.Condition is NodeCondition.Unheard).ThenBy(node => node.Label, NaturalOrder.Instance)];
}
