using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Layout;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces;

/// <summary>All traces, live; what it was asked for stands in the address. While somebody reads, or has paused it, no row moves.</summary>
public sealed partial class TracesPage
{
    private readonly TraceList _list = new();
    private TracesSnapshot _snapshot = TracesSnapshot.Empty;
    private TraceQuery _query = TraceQuery.Read(null, null, null, null, null, null);
    private TraceFilter _filter = TraceFilter.All;
    private IReadOnlyList<TelemetryResource> _resources = [];
    private TraceTable? _table;
    private bool _paused;
    private bool _reading;

    [SupplyParameterFromQuery(Name = "resource")]
    private string? Resource { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "min")]
    private string? MinDuration { get; set; }

    [SupplyParameterFromQuery(Name = "attr")]
    private string[]? Attributes { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    private protected override ChangeSignal Followed => Telemetry.Traces.Changed;

    private string PauseLabel => Words[_paused ? "Traces.Resume" : "Traces.Pause"];

    protected override void OnParametersSet()
    {
        var query = TraceQuery.Read(Resource, Text, Status, MinDuration, Attributes, Sort);
        if (query != _query)
        {
            (_query, _filter) = (query, query.Filter());
            Update();
        }
    }

    protected override Task OnTelemetryAsync()
    {
        _snapshot = Telemetry.Traces.Snapshot();
        var resources = Telemetry.Resources.Snapshot();
        // The same list again would make the select box lose what the reader is doing in it.
        if (!resources.Select(sender => sender.Resource).SequenceEqual(_resources))
        {
            _resources = [.. resources.Select(sender => sender.Resource)];
        }
        Update();
        return Task.CompletedTask;
    }

    private void Update() => _list.Update(_snapshot, _filter, _query.Order, hold: _paused || _reading);

    private void Ask(TraceQuery query) => Navigation.NavigateTo(query.Address(), replace: true);

    private void TogglePause()
    {
        _paused = !_paused;
        Update();
    }

    // Not at once when the reading ends: the next draw brings what has waited.
    private void SetReading(bool reading) => _reading = reading;

    private async Task ShowWaiting()
    {
        (_paused, _reading) = (false, false);
        Update();
        if (_table is not null)
        {
            await _table.GoToTopAsync();
        }
    }

    private async Task ClearAsync()
    {
        if (await Dialogs.ConfirmAsync(Words, "Traces.ClearQuestion", "Traces.Clear"))
        {
            Telemetry.Traces.Clear();
        }
    }
}
