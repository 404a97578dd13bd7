using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.FluentUI.AspNetCore.Components;
using Microsoft.JSInterop;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Scripts;
using OjAspire.Dashboard.Traces.Waterfall;

namespace OjAspire.Dashboard.Traces;

/// <summary>The table of traces: only the rows in view are in the page. Says when somebody reads it.</summary>
public sealed partial class TraceTable
{
    // Pixels; the style sheet gives every row this height.
    private const float RowHeight = 40;

    private readonly GridItemsProvider<TraceSummary> _provider;
    private ElementReference _frame;
    private FluentDataGrid<TraceSummary>? _grid;
    private ComponentScript? _script;
    private DotNetObjectReference<TraceTable>? _self;

    public TraceTable() => _provider = Provide;

    [Parameter, EditorRequired]
    public IReadOnlyList<TraceSummary> Rows { get; set; } = [];

    /// <summary>What the bars are measured by.</summary>
    [Parameter]
    public TimeSpan Longest { get; set; }

    /// <summary>Somebody has begun to read, or ended: the pointer is over the rows, a row has the focus, or the table is scrolled away from
    /// its top.</summary>
    [Parameter]
    public EventCallback<bool> OnReading { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private BrowserTime Time { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task OnReadingAsync(bool reading) => OnReading.InvokeAsync(reading);

    internal async Task GoToTopAsync()
    {
        if (_script is { IsRunning: true })
        {
            await _script.CallAsync("toTop");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
        {
            await _script.DisposeAsync();
        }
        _self?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_grid is not null)
        {
            await _grid.RefreshDataAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = new ComponentScript(Js, "./Traces/TraceTable.razor.js");
            await _script.StartAsync("watch", _frame, _self);
        }
    }

    // The grid asks without a count too, for a table that is not virtualised.
    private ValueTask<GridItemsProviderResult<TraceSummary>> Provide(GridItemsProviderRequest<TraceSummary> request) =>
        ValueTask.FromResult(GridItemsProviderResult.From(
            request.Count is { } count ? [.. Rows.Skip(request.StartIndex).Take(count)] : Array.Empty<TraceSummary>(), Rows.Count));

    private string BarOf(TraceSummary row) => TimeWindow.Percent(Longest <= TimeSpan.Zero ? 0 : Math.Min(1, row.Trace.Duration / Longest));
}
