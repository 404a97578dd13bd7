using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Scripts;
using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>The rows of a trace on a time axis: only those in view are in the page. Worked by pointer or by the keys that trees
/// have.</summary>
public sealed partial class WaterfallView
{
    // Pixels; the style sheet gives every row this height.
    private const float RowHeight = 28;
    private const int MostTicks = 6;
    private const int Parts = 120;

    private ElementReference _frame;
    private ComponentScript? _script;
    private DotNetObjectReference<WaterfallView>? _self;
    private ICollection<VisibleSpan> _rows = [];
    private IReadOnlyList<AxisTick> _ticks = [];
    private Trace? _drawn;
    private TimeWindow _whole;
    private string _profile = "";
    private bool _byKeyboard;

    [Parameter, EditorRequired]
    public WaterfallState State { get; set; } = default!;

    [Parameter, EditorRequired]
    public TraceLogs Logs { get; set; } = default!;

    /// <summary>The span whose details are open, or null.</summary>
    [Parameter]
    public string? SelectedId { get; set; }

    /// <summary>The reader wants to see a span's details, or with null no details.</summary>
    [Parameter]
    public EventCallback<string?> OnSelect { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    // The current row is marked only for those who walk by keys: a pointer marks the row it is over.
    private string? Keyboard => _byKeyboard ? "by-keyboard" : null;

    /// <summary>Called by the browser: the reader has drawn a range on the axis, 0 at its left edge and 1 at its right.</summary>
    [JSInvokable]
    public void OnZoomed(double from, double to)
    {
        State.Zoom(from, to);
        Prepare();
        StateHasChanged();
    }

    /// <summary>Scrolls to the current row if it is out of view.</summary>
    internal async Task ShowCurrentAsync()
    {
        if (_script is { IsRunning: true } && State.CurrentRow >= 0)
        {
            await _script.CallAsync("show", State.CurrentRow * RowHeight, RowHeight);
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

    protected override void OnParametersSet() => Prepare();

    // Events of this component's own buttons end here too.
    protected override bool ShouldRender()
    {
        Prepare();
        return true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = new ComponentScript(Js, "./Traces/Waterfall/WaterfallView.razor.js");
            await _script.StartAsync("handle", _frame, _self);
            await ShowCurrentAsync();
        }
    }

    private void Prepare()
    {
        var trace = State.Tree.Trace;
        if (!ReferenceEquals(trace, _drawn))
        {
            _drawn = trace;
            _whole = new TimeWindow(TimeSpan.Zero, trace.Duration);
            _profile = ActivityProfile.Path(ActivityProfile.Of(trace, Parts));
        }
        _rows = State.Rows as ICollection<VisibleSpan> ?? [.. State.Rows];
        _ticks = TimeAxis.Ticks(State.Window, MostTicks);
    }

    private async Task PressAsync(KeyboardEventArgs key)
    {
        if (key.Key is "Enter" && State.Current is { } current)
        {
            await OnSelect.InvokeAsync(current);
        }
        else if (key.Key is "Escape" && SelectedId is not null)
        {
            await OnSelect.InvokeAsync(null);
        }
        else if (State.Press(key.Key))
        {
            _byKeyboard = true;
            await ShowCurrentAsync();
        }
    }

    private void Toggle(SpanNode node)
    {
        State.Current = node.Span.SpanId;
        State.Toggle(node);
    }

    private Task Open(SpanNode node)
    {
        (State.Current, _byKeyboard) = (node.Span.SpanId, false);
        return OnSelect.InvokeAsync(node.Span.SpanId);
    }
}
