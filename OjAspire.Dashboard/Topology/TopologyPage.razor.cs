using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Scripts;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Display;

namespace OjAspire.Dashboard.Topology;

/// <summary>Who is connected to whom, live, as a matrix or as a picture; which, and what is selected, stands in the address.</summary>
public sealed partial class TopologyPage
{
    private const string PictureName = "picture";

    private ElementReference _frame;
    private ComponentScript? _script;
    private TopologySnapshot _snapshot = TopologySnapshot.Empty;

    [SupplyParameterFromQuery(Name = "pair")]
    private string? Pair { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? View { get; set; }

    [SupplyParameterFromQuery(Name = "row")]
    private string? RowId { get; set; }

    [SupplyParameterFromQuery(Name = "column")]
    private string? ColumnId { get; set; }

    [Inject]
    private TopologyStore Store { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    [Inject]
    private ResourceColors Colors { get; set; } = default!;

    [Inject]
    private TopologyText Text { get; set; } = default!;

    private protected override ChangeSignal Followed => Store.Changed;

    private TopologyMatrix? Matrix => _snapshot.Matrices.FirstOrDefault(matrix => matrix.Id == Pair) ?? _snapshot.Matrices.FirstOrDefault();

    private bool IsPicture => View == PictureName;

    private TopologyNode? Row => RowId is null ? null : Matrix?.Rows.FirstOrDefault(node => node.Key.Id == RowId);

    private TopologyNode? Column => ColumnId is null ? null : Matrix?.Columns.FirstOrDefault(node => node.Key.Id == ColumnId);

    private TopologyLink? Link => Row is { } row && Column is { } column ? Matrix?.Find(row.Key, column.Key) : null;

    private bool HasDetails => Row is not null || Column is not null;

    protected override Task OnTelemetryAsync()
    {
        _snapshot = Store.Current;
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = new ComponentScript(Js, "./Topology/TopologyPage.razor.js");
            await _script.StartAsync("point", _frame);
        }
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        if (_script is not null)
        {
            await _script.DisposeAsync();
        }
        await base.DisposeAsyncCore();
    }

    private string Name(TopologyMatrix matrix) => $"{Text.Service(matrix.RowService)} ↔ {Text.Service(matrix.ColumnService)}";

    private void Go(string name, string? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value), replace: true);

    // Choosing what is chosen already closes the details.
    private void Choose((NodeKey? Row, NodeKey? Column) choice)
    {
        var (row, column) = (choice.Row?.Id, choice.Column?.Id);
        var isSame = row == RowId && column == ColumnId;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["row"] = isSame ? null : row,
            ["column"] = isSame ? null : column,
        }));
    }
}
