using Microsoft.AspNetCore.Components;

namespace OjAspire.Dashboard.Topology;

/// <summary>The matrix: who is connected to whom, one cell for each two.</summary>
public sealed partial class MatrixView
{
    // More rows than a screen or two has.
    private const int MostRowsAtOnce = 60;

    // Pixels; the style sheet gives every compact row this height.
    private const float RowHeight = 28;

    private string _counted = "";
    private Dictionary<NodeKey, int> _rowIndex = [];
    private Dictionary<string, double> _largestRow = [];
    private Dictionary<string, double> _largestColumn = [];

    [Parameter, EditorRequired]
    public TopologyMatrix Matrix { get; set; } = default!;

    /// <summary>Row of the selected cell, or the selected row.</summary>
    [Parameter]
    public NodeKey? SelectedRow { get; set; }

    [Parameter]
    public NodeKey? SelectedColumn { get; set; }

    /// <summary>The reader wants to see a link, or a node where the other is null.</summary>
    [Parameter]
    public EventCallback<(NodeKey? Row, NodeKey? Column)> OnChoose { get; set; }

    private string Label => Words["Topology.MatrixOf", Text.Service(Matrix.RowService), Text.Service(Matrix.ColumnService)];

    // Of the whole, where a kind of nodes has one of what the links use.
    private string Grand
    {
        get
        {
            var whole = Matrix.RowTotals.Parts.Concat(Matrix.ColumnTotals.Parts)
                .FirstOrDefault(parts => TopologyText.Unit(parts.Unit, parts.Label) == _counted);
            return whole is null
                ? TopologyText.Plain(Matrix.TotalUsage)
                : $"{TopologyText.Plain(Matrix.TotalUsage)} / {TopologyText.Plain(whole.Total)}";
        }
    }

    protected override void OnParametersSet()
    {
        _rowIndex = Matrix.Rows.Select((row, index) => (row.Key, index)).ToDictionary(pair => pair.Key, pair => pair.index);
        _counted = Matrix.Links.Values.Select(link => link.Usage).OfType<Usage>().MaxBy(usage => usage.Of is not null) is { } usage
            ? TopologyText.Unit(usage.Unit, usage.Label)
            : "";
        _largestRow = TopologyMatrix.Largest(Matrix.Rows);
        _largestColumn = TopologyMatrix.Largest(Matrix.Columns);
    }

    private bool IsFirst(TopologyNode row) => _rowIndex.GetValueOrDefault(row.Key) == 0;

    private string Amount(double value) => $"{TopologyText.Plain(value)} {_counted}".TrimEnd();

    private Task Choose(NodeKey? row, NodeKey? column) => OnChoose.InvokeAsync((row, column));
}
