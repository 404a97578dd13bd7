using GraphShape;
using GraphShape.Algorithms.Layout;
using QuikGraph;

namespace OjAspire.Dashboard.Resources.Graph;

/// <summary>
/// Where the nodes stand and how the edges run: in layers from left to right, what others need on the right. It depends on which nodes
/// and edges there are and on nothing else, so a change of state moves nothing.
/// </summary>
internal sealed class GraphLayout
{
    public const int NodeWidth = 236;
    public const int NodeHeight = 104;
    private const int Margin = 24;
    private const int LayerGap = 96;
    private const int SliceGap = 32;

    private readonly Dictionary<string, Point> _centres;
    private readonly Dictionary<(string From, string To), Point[]> _bends;

    private GraphLayout(Dictionary<string, Point> centres, Dictionary<(string From, string To), Point[]> bends)
    {
        (_centres, _bends) = (centres, bends);
        Width = centres.Count == 0 ? 0 : centres.Values.Max(centre => centre.X) + (NodeWidth / 2) + Margin;
        Height = centres.Count == 0
            ? 0
            : centres.Values.Concat(bends.Values.SelectMany(bend => bend)).Max(point => point.Y) + (NodeHeight / 2) + Margin;
    }

    /// <summary>Nothing to place.</summary>
    public static GraphLayout Empty { get; } = new([], []);

    /// <summary>How much room all of it takes, in pixels.</summary>
    public double Width { get; }

    public double Height { get; }

    public static GraphLayout Of(ResourceGraph graph)
    {
        if (graph.Nodes.Count == 0)
        {
            return Empty;
        }
        var plan = new BidirectionalGraph<string, Edge<string>>(allowParallelEdges: false);
        plan.AddVertexRange(graph.Nodes.Select(node => node.Id));
        plan.AddEdgeRange(graph.Edges.Select(edge => new Edge<string>(edge.From, edge.To)));

        // The library keeps layers below each other best; width and height are exchanged before and after.
        var sizes = graph.Nodes.ToDictionary(node => node.Id, _ => new Size(NodeHeight, NodeWidth));
        var sugiyama = new SugiyamaLayoutAlgorithm<string, Edge<string>, BidirectionalGraph<string, Edge<string>>>(
            plan, sizes, new SugiyamaLayoutParameters { LayerGap = LayerGap, SliceGap = SliceGap, Direction = LayoutDirection.TopToBottom });
        // It throws dice where two arrangements are equally good: they must fall alike each time.
        sugiyama.Rand = new Random(0);
        sugiyama.Compute();

        var bends = sugiyama.EdgeRoutes.ToDictionary(route => (route.Key.Source, route.Key.Target), route => route.Value ?? []);
        var placed = sugiyama.VerticesPositions.Values.Concat(bends.Values.SelectMany(bend => bend)).ToArray();
        var left = placed.Min(point => point.Y) - (NodeWidth / 2) - Margin;
        var top = placed.Min(point => point.X) - (NodeHeight / 2) - Margin;
        return new(
            sugiyama.VerticesPositions.ToDictionary(pair => pair.Key, pair => Turned(pair.Value), StringComparer.Ordinal),
            bends.ToDictionary(pair => pair.Key, pair => pair.Value.Select(Turned).ToArray()));

        Point Turned(Point point) => new(point.Y - left, point.X - top);
    }

    /// <summary>The left upper corner of a node.</summary>
    public (double Left, double Top) PlaceOf(string id) => (_centres[id].X - (NodeWidth / 2), _centres[id].Y - (NodeHeight / 2));

    /// <summary>The points that an edge runs through, from the side of the one node to the side of the other.</summary>
    public IReadOnlyList<(double X, double Y)> RouteOf(GraphEdge edge)
    {
        var (from, to) = (_centres[edge.From], _centres[edge.To]);
        var side = from.X <= to.X ? NodeWidth / 2 : -NodeWidth / 2;
        return
        [
            (from.X + side, from.Y),
            .. _bends.GetValueOrDefault((edge.From, edge.To), []).Select(bend => (bend.X, bend.Y)),
            (to.X - side, to.Y),
        ];
    }
}
