using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>One trace, live while its spans still come; the open span and the search stand in the address.</summary>
public sealed partial class TracePage
{
    private WaterfallState? _state;
    private TraceSummary? _summary;
    private TraceLogs _logs = new(LogsSnapshot.Empty, "");
    private IReadOnlyList<SpanBacklink> _backlinks = [];
    private WaterfallView? _view;
    private string? _shownId;
    private string? _revealed;
    private string _text = "";
    private bool _isGone;

    /// <summary>32 hexadecimal digits, or the first seven or more of them.</summary>
    [Parameter]
    public string TraceId { get; set; } = "";

    [SupplyParameterFromQuery(Name = "span")]
    private string? SelectedId { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    private protected override ChangeSignal Followed => Telemetry.Traces.Changed;

    private SpanNode? Selected => SelectedId is null ? null : _state?.Tree.Find(SelectedId);

    protected override void OnParametersSet()
    {
        if (_shownId != TraceId)
        {
            (_shownId, _state, _revealed) = (TraceId, null, null);
            Load();
        }
        if (_text.Trim() != (Text ?? ""))
        {
            _text = Text ?? "";
        }
        _state?.Text = _text.Trim();
        FindBacklinks();
    }

    protected override Task OnTelemetryAsync()
    {
        Load();
        FindBacklinks();
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Somebody came by a link to a span: its row is looked for once, when there is one.
        if (_view is not null && Selected is { } selected && _revealed is null)
        {
            _revealed = selected.Span.SpanId;
            await SelectAndRevealAsync(selected.Span.SpanId);
        }
    }

    private void Load()
    {
        var trace = Telemetry.Traces.Find(TraceId.ToLowerInvariant());
        _isGone = trace is null && _state is not null;
        if (trace is null || ReferenceEquals(trace, _state?.Tree.Trace))
        {
            return;
        }
        if (_state is null)
        {
            _state = new WaterfallState(trace) { Text = _text.Trim() };
            ReadLogs();
        }
        else
        {
            _state.Show(trace);
        }
        _summary = new TraceSummary(trace);
    }

    private void ReadLogs()
    {
        if (_state is not null)
        {
            _logs = new TraceLogs(Telemetry.Logs.Snapshot(), _state.Tree.Trace.Id);
        }
    }

    private void FindBacklinks() =>
        _backlinks = Selected is { } selected ? SpanBacklink.To(selected.Span, Telemetry.Traces.Snapshot().Traces) : [];

    private void Search(string? text)
    {
        _text = text ?? "";
        Go("q", _text.Trim().Length == 0 ? null : _text.Trim());
    }

    private void Select(string? spanId)
    {
        _revealed = spanId;
        Go("span", spanId == SelectedId ? null : spanId);
    }

    private async Task SelectAndRevealAsync(string spanId)
    {
        _state?.Reveal(spanId);
        if (spanId != SelectedId)
        {
            Select(spanId);
        }
        StateHasChanged();
        if (_view is not null)
        {
            await _view.ShowCurrentAsync();
        }
    }

    // In place of the present address: the way back leads to where the reader came from, not over every span looked at.
    private void Go(string name, string? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value), replace: true);
}
