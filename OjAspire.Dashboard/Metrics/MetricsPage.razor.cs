using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Layout;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics;

/// <summary>
/// Instruments and what they measure, live: drawn anew once a second, whether anything came or not, because the window moves on with time.
/// All that is chosen stands in the address.
/// </summary>
public sealed partial class MetricsPage
{
    private static readonly TimeSpan DrawEvery = TimeSpan.FromSeconds(1);

    private MetricSenders _senders = new([]);
    private IReadOnlyList<InstrumentInfo> _listed = [];
    private IReadOnlyList<InstrumentInfo> _instruments = [];
    private IReadOnlyList<TelemetryResource> _shownSenders = [];
    private MetricReading? _reading;
    private Task _drawing = Task.CompletedTask;
    private DateTimeOffset _now;
    private long _dropped;
    private int _width = 800;
    private bool _paused;

    private MetricsQuery Query { get; set; } = MetricsQuery.Parse(new Uri("http://localhost/"));

    /// <summary>Set whenever the address changes; all that it says is then read from the address itself.</summary>
    [SupplyParameterFromQuery(Name = "resource")]
    public string? ResourceInAddress { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    [Inject]
    private TelemetryStore Store { get; set; } = default!;

    [Inject]
    private MetricReader Reader { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private static IReadOnlyList<string> Minutes { get; } = [.. MetricsQuery.Durations.Select(minutes => minutes.ToString(CultureInfo.InvariantCulture))];

    private string MinutesText => Query.Minutes.ToString(CultureInfo.InvariantCulture);

    private string PauseLabel => Words[_paused ? "Metrics.Resume" : "Metrics.Pause"];

    // A link may name a service that has one replica only, which is listed by its id.
    private string? Chosen => _senders.Choices.FirstOrDefault(choice => choice.Senders.SequenceEqual(_shownSenders))?.Value;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _drawing = DrawAsync();
    }

    protected override void OnParametersSet()
    {
        Query = MetricsQuery.Parse(new Uri(Navigation.Uri));
        Read();
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await _drawing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.DisposeAsyncCore();
    }

    private async Task DrawAsync()
    {
        using var timer = new PeriodicTimer(DrawEvery, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Leaving))
            {
                if (!_paused)
                {
                    Read();
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            // The reader left the page.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private void Read()
    {
        _now = _paused ? _now : Time.GetUtcNow();
        _dropped = Store.Metrics.Dropped;
        var listed = Store.Metrics.List();
        // The same lists again would make select box and tree lose what the reader is doing in them.
        if (!listed.SequenceEqual(_listed))
        {
            _listed = listed;
            _senders = new MetricSenders(listed);
        }
        _shownSenders = _senders.Find(Query.Resource);
        var instruments = _senders.InstrumentsOf(_shownSenders);
        if (!instruments.SequenceEqual(_instruments))
        {
            _instruments = instruments;
        }
        _reading = Query.Instrument is null ? null : Reader.Read(Query, _shownSenders, _now, _width);
    }

    private string TextOf(SenderChoice? choice) => choice is { IsService: true }
        ? Words["Metrics.AllReplicas", choice.Value, choice.Senders.Count]
        : choice?.Value ?? "";

    private string DurationText(string? minutes) => int.TryParse(minutes, CultureInfo.InvariantCulture, out var number) && number >= 60
        ? Words["Metrics.Hours", number / 60]
        : Words["Metrics.Minutes", minutes ?? ""];

    private void ChooseResource(string? value)
    {
        if (!string.IsNullOrEmpty(value) && value != Chosen)
        {
            // The instrument stays if the other sender has it too: this is how replicas are compared.
            var stays = _senders.InstrumentsOf(_senders.Find(value))
                .Any(info => info.Key.Meter == Query.Meter && info.Key.Name == Query.Instrument);
            Navigation.NavigateTo((stays ? Query with { Resource = value } : Query.For(value, null, null)).ToAddress());
        }
    }

    private void ChooseInstrument(InstrumentInfo info) =>
        Navigation.NavigateTo(Query.For(Query.Resource, info.Key.Meter, info.Key.Name).ToAddress());

    private void ChooseDuration(string? minutes)
    {
        if (int.TryParse(minutes, CultureInfo.InvariantCulture, out var number) && number != Query.Minutes)
        {
            Change(Query with { Minutes = number });
        }
    }

    private void Change(MetricsQuery query) => Navigation.NavigateTo(query.ToAddress(), replace: true);

    private void Widen(int width)
    {
        _width = width;
        Read();
    }

    private void TogglePause()
    {
        _paused = !_paused;
        Read();
    }

    private async Task ClearAsync()
    {
        if (await Dialogs.ConfirmAsync(Words, "Metrics.ClearQuestion", "Metrics.Clear"))
        {
            Store.Metrics.Clear();
            Read();
        }
    }
}
