using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Downloads;
using OjAspire.Dashboard.Layout;
using OjAspire.Dashboard.Lists;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.StructuredLogs.Filters;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.StructuredLogs;

/// <summary>Structured log records of all senders, live. What is shown stands in the address and can be linked to.</summary>
public sealed partial class StructuredLogsPage
{
    // Pixels; the style sheet gives every row this height, and on a phone another one.
    private const float RowHeight = 32;

    // More of a message is not to be seen in its row.
    private const int LongestShown = 400;

    private FilteredLog _log = default!;
    private FollowingList<LogEntry>? _list;
    private LogQuery _query = LogQuery.Everything;
    private string? _address;
    private LogEntry? _selected;
    private IReadOnlyList<SenderChoice> _senders = [];
    private IReadOnlyList<LogField> _fields = [];
    private PropertyFilter? _edited;
    private bool _editing;
    private bool _paused;
    private bool _following = true;

    [SupplyParameterFromQuery]
    private string? Resource { get; set; }

    [SupplyParameterFromQuery]
    private string? Level { get; set; }

    [SupplyParameterFromQuery]
    private string? Trace { get; set; }

    [SupplyParameterFromQuery]
    private string? Span { get; set; }

    [SupplyParameterFromQuery]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "filter")]
    private string[]? Filters { get; set; }

    /// <summary>Number of the record whose details are open.</summary>
    [SupplyParameterFromQuery]
    private long? Record { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    [Inject]
    private BrowserTime Time { get; set; } = default!;

    [Inject]
    private BrowserDownload Downloads { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private protected override ChangeSignal Followed => Telemetry.Logs.Changed;

    private string PauseLabel => Words[_paused ? "ConsoleLogs.Resume" : "ConsoleLogs.Pause"];

    private string EmptyText => Words[_query.Narrows ? "StructuredLogs.NoMatches" : "StructuredLogs.None"];

    // Records that are dropped while the reader looks at older ones would move those away under their eyes.
    private bool StandsStill => _paused || (!_following && _log.IsFull);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _log = new FilteredLog(Telemetry.Logs);
        // Who opens a link to a record wants to see that one.
        _following = Record is null;
    }

    protected override void OnParametersSet()
    {
        var query = LogQuery.Parse(Resource, Level, Trace, Span, Text, Filters);
        if (query.Address() != _address)
        {
            _query = query;
            _address = query.Address();
            _log.Show(query);
            ListSenders();
        }
        if (Record != _selected?.Number)
        {
            _selected = Record is { } number ? _log.Find(number) : null;
        }
    }

    protected override Task OnTelemetryAsync()
    {
        if (!StandsStill)
        {
            _log.Update();
        }
        ListSenders();
        return Task.CompletedTask;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string Shown(LogEntry entry) =>
        entry.Message.Length <= LongestShown ? entry.Message : string.Concat(entry.Message.AsSpan(0, LongestShown), "…");

    private string LevelText(LogSeverity level) =>
        Words[level is LogSeverity.Unspecified ? "StructuredLogs.AllLevels" : $"StructuredLogs.Level.{level}"];

    // The same list again would make the select box lose what the reader is doing in it.
    private void ListSenders()
    {
        var senders = SenderChoice.Of(Telemetry.Resources.Snapshot(), _query.Resource, Words);
        _senders = senders.SequenceEqual(_senders) ? _senders : senders;
    }

    // Typing and stepping do not fill the browser's history; going back from details closes them.
    private void Go(LogQuery query) => Navigation.NavigateTo(query.Address(_selected?.Number), replace: true);

    private void ChooseSender(string? id) => Go(_query with { Resource = id is null or SenderChoice.All ? "" : id });

    private void Select(LogEntry entry) =>
        Navigation.NavigateTo(_query.Address(entry.Number == _selected?.Number ? null : entry.Number), replace: _selected is not null);

    private async Task StepAsync(int step)
    {
        if (_selected is not null && _log.Beside(_selected, step) is { } entry)
        {
            FollowingChanged(false);
            Select(entry);
            if (_list is not null && _log.IndexOf(entry) is { } index)
            {
                await _list.ShowAsync(index);
            }
        }
    }

    private async Task CloseAsync()
    {
        Navigation.NavigateTo(_query.Address(), replace: true);
        if (_list is not null)
        {
            await _list.FocusAsync();
        }
    }

    private void Edit(PropertyFilter? filter)
    {
        _fields = LogField.Of(Telemetry.Logs.Snapshot().Entries);
        _edited = filter;
        _editing = true;
    }

    private void Apply(PropertyFilter filter)
    {
        _editing = false;
        var place = _edited is null ? -1 : _query.Filters.IndexOf(_edited);
        Go(_query with { Filters = place < 0 ? _query.Filters.Add(filter) : _query.Filters.SetItem(place, filter) });
    }

    private void AddFilter(PropertyFilter filter)
    {
        if (!_query.Filters.Contains(filter))
        {
            Go(_query with { Filters = _query.Filters.Add(filter) });
        }
    }

    private void TogglePause()
    {
        _paused = !_paused;
        CatchUp();
    }

    private void FollowingChanged(bool following)
    {
        _following = following;
        CatchUp();
    }

    private void CatchUp()
    {
        if (!StandsStill)
        {
            _log.Update();
        }
    }

    private async Task ClearAsync()
    {
        if (await Dialogs.ConfirmAsync(Words, "StructuredLogs.ClearQuestion", "StructuredLogs.Clear"))
        {
            Telemetry.Logs.Clear();
            _log.Update();
        }
    }

    private Task DownloadAsync() =>
        Downloads.SaveAsync($"logs-{Clock.GetUtcNow():yyyyMMddTHHmmssZ}.jsonl", _log.Matches.Select(LogFile.LineOf).ToArray());
}
