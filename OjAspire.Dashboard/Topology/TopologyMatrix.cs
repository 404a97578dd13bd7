using System.Collections.Frozen;
using System.Collections.Immutable;
using OjAspire.Dashboard.Topology.Figures;

namespace OjAspire.Dashboard.Topology;

/// <summary>Two kinds of nodes and the links between them.</summary>
/// <param name="RowService"><c>service.name</c> of the rows.</param>
/// <param name="Rows">By name.</param>
/// <param name="RowTotals">The figures of all rows that send, put together.</param>
public sealed record TopologyMatrix(
    string RowService,
    string ColumnService,
    ImmutableArray<TopologyNode> Rows,
    ImmutableArray<TopologyNode> Columns,
    FrozenDictionary<LinkKey, TopologyLink> Links,
    FigureSet RowTotals,
    FigureSet ColumnTotals)
{
    private readonly Dictionary<NodeKey, double> _usage = Add(Links.Values);

    // Beyond so many columns the longer side becomes the rows, which can be scrolled.
    private const int MostColumns = 16;

    /// <summary>Names it in the address.</summary>
    public string Id => $"{RowService}~{ColumnService}";

    /// <summary>Whether cells are drawn as small squares, because there are so many.</summary>
    public bool IsCompact => Columns.Length > 8 || Rows.Length > 24;

    /// <summary>The link in a cell, or null.</summary>
    public TopologyLink? Find(NodeKey row, NodeKey column) => Links.GetValueOrDefault(new LinkKey(row, column));

    /// <summary>The largest number of each instrument among some nodes.</summary>
    public static Dictionary<string, double> Largest(ImmutableArray<TopologyNode> nodes) => nodes.Where(node => node.IsLive)
        .SelectMany(node => node.Figures.Numbers).GroupBy(number => number.Instrument, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Max(number => number.Value), StringComparer.Ordinal);

    /// <summary>What goes over all links of a node.</summary>
    public double UsageOf(NodeKey node) => _usage.GetValueOrDefault(node);

    /// <summary>What goes over all links.</summary>
    public double TotalUsage => Links.Values.Where(link => !link.IsStale).Sum(link => link.Usage?.Value ?? 0);

    private static Dictionary<NodeKey, double> Add(IEnumerable<TopologyLink> links) => links.Where(link => !link.IsStale)
        .SelectMany(
            link => new[] { (Node: link.Key.Row, Value: link.Usage?.Value ?? 0), (Node: link.Key.Column, Value: link.Usage?.Value ?? 0) })
        .GroupBy(each => each.Node)
        .ToDictionary(same => same.Key, same => same.Sum(each => each.Value));

    /// <summary>Which of two kinds of nodes makes the columns: always the same, unless they are too many.</summary>
    public static (string Rows, string Columns) Orient(string one, int ones, string other, int others)
    {
        var (first, firsts, second, seconds) = string.CompareOrdinal(one, other) <= 0
            ? (one, ones, other, others)
            : (other, others, one, ones);
        return firsts > MostColumns && firsts > seconds ? (first, second) : (second, first);
    }
}
