using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OjAspire.Dashboard.Scripts;

namespace OjAspire.Dashboard.Charts;

/// <summary>
/// Lines over time. The caller gives it new data as often as it likes; the browser is sent what is new of them, and only once it has drawn
/// what it was sent before.
/// </summary>
public sealed partial class TimeChart
{
    private const string Plotly = "./_content/Plotly.Blazor/plotly-basic-3.7.0.min.js";

    // As many as app.css has --resource-N.
    private const int Colors = 12;

    private ElementReference _frame;
    private IJSObjectReference? _module;
    private IJSObjectReference? _chart;
    private DotNetObjectReference<TimeChart>? _self;
    private ChartData _shown = ChartData.Empty;
    private bool _busy;
    private bool _gone;

    [Parameter, EditorRequired]
    public ChartData Data { get; set; } = ChartData.Empty;

    /// <summary>What a screen reader says instead of the picture.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>In pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 360;

    /// <summary>How the newest value of a line is written beside its name.</summary>
    [Parameter]
    public Func<double, string> Format { get; set; } = value =>
        double.IsNaN(value) ? "" : value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A dot was clicked; its id.</summary>
    [Parameter]
    public EventCallback<string> OnMark { get; set; }

    /// <summary>How many pixels wide the lines are drawn: more points than this are of no use.</summary>
    [Parameter]
    public EventCallback<int> OnWidth { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task OnMarkClickedAsync(string id) => OnMark.InvokeAsync(id);

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task OnResizedAsync(int width) => OnWidth.InvokeAsync(width);

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_chart is not null)
            {
                await _chart.InvokeVoidAsync("stop");
                await _chart.DisposeAsync();
            }
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception failure) when (BrowserGone.Tells(failure))
        {
            // The browser has gone, and what it held with it.
        }
        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await StartAsync();
        }
        await DrawAsync();
    }

    private async Task StartAsync()
    {
        try
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "./Charts/TimeChart.razor.js");
            // The reader may have gone on while the browser loaded it.
            if (!_gone)
            {
                string[] colors = [.. Enumerable.Range(0, Colors).Select(ColorOf)];
                _chart = await _module.InvokeAsync<IJSObjectReference>(
                    "create", _frame, _self, new { script = Plotly, colors });
            }
        }
        catch (Exception failure) when (BrowserGone.Tells(failure))
        {
            // The browser has gone.
        }
        if (_gone)
        {
            await DisposeAsync();
        }
    }

    private static string ColorOf(int index) => $"var(--resource-{(index % Colors) + 1})";

    private async Task DrawAsync()
    {
        if (_busy || _gone || _chart is null)
        {
            return;
        }
        _busy = true;
        try
        {
            while (!_gone && !ReferenceEquals(_shown, Data))
            {
                var next = Data;
                await _chart.InvokeVoidAsync("draw", ChartPatch.Between(_shown, next));
                _shown = next;
            }
        }
        catch (Exception failure) when (BrowserGone.Tells(failure))
        {
            // The browser has gone.
        }
        finally
        {
            _busy = false;
        }
    }
}
