using System.Collections.Immutable;
using System.Globalization;
using OjAspire.Dashboard.Topology.Figures;

namespace OjAspire.Dashboard.Topology;

/// <summary>
/// Where things are in the picture: two columns of nodes, and the lines between them on a field that is 100 wide, whatever room there is,
/// and as many pixels high as the longer column.
/// </summary>
internal sealed class PictureLayout
{
    private const double Thinnest = 1.5;
    private const double Thickest = 9;

    // In pixels: what stands above and below the lines of a card, its distance from the next one included.
    private const double CardEdges = 28;
    private const double LineHeight = 23;
    private const double CompactHeight = 24;

    // More lines are a grey field to a reader, and work for a browser.
    private const int MostLines = 800;
    private const int MostCards = 60;

    /// <param name="row">The node whose lines are wanted in any case; null for none.</param>
    public PictureLayout(TopologyMatrix matrix, NodeKey? row = null, NodeKey? column = null)
    {
        IsReduced = matrix.Links.Count > MostLines;
        var most = Math.Max(matrix.Rows.Length, matrix.Columns.Length);
        IsCompact = most > 12;
        HasCards = most <= MostCards;
        NodeHeight = IsCompact ? CompactHeight : CardEdges + (LineHeight * matrix.Rows.Concat(matrix.Columns).Max(node => (int?)NodeCard.Lines(node)) ?? 0);
        Height = Math.Max(most, 1) * NodeHeight;
        var (rows, columns) = (Middles(matrix.Rows), Middles(matrix.Columns));
        var mostUsed = matrix.Links.Values.Max(link => (double?)link.Usage?.Value) ?? 0;
        Lines =
        [
            .. matrix.Links.Values.Where(
                link => !IsReduced || link.IsStale || link.Tone is not StateTone.Good || link.Key.Row == row || link.Key.Column == column)
                .OrderByDescending(link => link.Tone)
                .Take(MostLines)
                .OrderBy(link => link.Tone)
                .ThenBy(link => rows[link.Key.Row])
                .ThenBy(link => columns[link.Key.Column])
                .Select(link => new PictureLine(link, Curve(rows[link.Key.Row], columns[link.Key.Column]), Width(link.Usage?.Value ?? 0, mostUsed))),
        ];
    }

    /// <summary>Pixels.</summary>
    public double Height { get; }

    /// <summary>Pixels from one node to the next.</summary>
    public double NodeHeight { get; }

    /// <summary>Whether a node is one line of text, because there are so many.</summary>
    public bool IsCompact { get; }

    /// <summary>Whether only those lines are drawn that need attention or are asked for.</summary>
    public bool IsReduced { get; }

    /// <summary>Whether there is room for more than the name of each node.</summary>
    public bool HasCards { get; }

    /// <summary>The lines, those that need attention last and so on top.</summary>
    public ImmutableArray<PictureLine> Lines { get; }

    // Each column stands in the middle of the field's height.
    private Dictionary<NodeKey, double> Middles(ImmutableArray<TopologyNode> nodes)
    {
        var top = (Height - (nodes.Length * NodeHeight)) / 2;
        return nodes.Select((node, index) => (node.Key, Middle: top + ((index + 0.5) * NodeHeight)))
            .ToDictionary(pair => pair.Key, pair => pair.Middle);
    }

    private static double Width(double value, double most) =>
        most <= 0 || value <= 0 ? Thinnest : Thinnest + ((Thickest - Thinnest) * Math.Sqrt(Math.Min(1, value / Math.Max(most, 4))));

    private static string Curve(double from, double to) =>
        string.Create(CultureInfo.InvariantCulture, $"M0 {from:0.#}C45 {from:0.#} 55 {to:0.#} 100 {to:0.#}");
}
