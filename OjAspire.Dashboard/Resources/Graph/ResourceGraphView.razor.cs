using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Scripts;

namespace OjAspire.Dashboard.Resources.Graph;

/// <summary>The resources as a graph. Where things stand is decided here; how much of it is seen, in the browser.</summary>
public sealed partial class ResourceGraphView : IAsyncDisposable
{
    private ElementReference _frame;
    private ComponentScript? _script;
    private GraphLayout _layout = GraphLayout.Empty;
    private string _shape = "";
    private string? _selectedNode;
    private IReadOnlySet<string> _near = new HashSet<string>();

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    [Parameter, EditorRequired]
    public ResourceGraph Graph { get; set; } = new([], []);

    [Parameter]
    public string? SelectedId { get; set; }

    /// <summary>The reader wants to see the resource of this id.</summary>
    [Parameter]
    public EventCallback<string?> OnSelect { get; set; }

    protected override void OnParametersSet()
    {
        var shape = string.Join('\n', Graph.Nodes.Select(node => node.Id).Concat(Graph.Edges.Select(edge => $"{edge.From}\t{edge.To}")));
        if (shape != _shape)
        {
            (_shape, _layout) = (shape, GraphLayout.Of(Graph));
        }
        _selectedNode = Graph.Nodes.FirstOrDefault(
            node => node.Id == SelectedId || node.Replicas.Any(replica => replica.Id == SelectedId))?.Id;
        _near = _selectedNode is null ? new HashSet<string>() : Graph.NeighboursOf(_selectedNode);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_script is null && Graph.Nodes.Count > 0)
        {
            _script = new ComponentScript(Js, "./Resources/Graph/ResourceGraphView.razor.js");
            await _script.StartAsync("start", _frame);
        }
        else if (Graph.Nodes.Count == 0)
        {
            await StopAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static string Pixels(double length) => string.Create(CultureInfo.InvariantCulture, $"{length:0.#}px");

    private static string TypeClass(string type) => type switch
    {
        "WaitFor" => "edge-wait",
        "Parent" => "edge-parent",
        _ => "edge-reference",
    };

    private string EdgeClass(GraphEdge edge) =>
        $"edge {TypeClass(edge.Types[^1])}{(edge.From == _selectedNode || edge.To == _selectedNode ? " near" : null)}";

    private string DescriptionOf(GraphNode node)
    {
        var names = Graph.Nodes.ToDictionary(other => other.Id, other => other.Resource.Name);
        return string.Join("; ", Graph.Edges
            .Where(edge => edge.From == node.Id)
            .SelectMany(edge => edge.Types.Select(type => $"{Words.Or($"Relationship.{type}", type)} {names[edge.To]}")));
    }

    private async Task StopAsync()
    {
        if (_script is { } script)
        {
            _script = null;
            await script.DisposeAsync();
        }
    }

    private Task ZoomAsync(double factor) => CallAsync("zoom", factor);

    private Task FitAsync() => CallAsync("fit");

    private Task CallAsync(string method, params object?[] arguments) =>
        _script?.CallAsync(method, arguments).AsTask() ?? Task.CompletedTask;
}
