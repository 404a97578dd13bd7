using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OjAspire.Dashboard.Downloads;
using OjAspire.Dashboard.Layout;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Resources;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>The log of one replica or of several merged, live. However fast lines come, the page draws at most ten times a
/// second.</summary>
public sealed partial class ConsoleLogsPage
{
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(100);

    private readonly LogSearch _search = new();
    private ResourceTree _tree = new(ResourceService.ResourceServiceState.Empty.Resources);
    private IReadOnlyList<LogChoice> _choices = [];
    private IReadOnlyCollection<string> _sources = [];
    private LogSession? _session;
    private string? _sessionOf;
    private LogSnapshot _snapshot = LogSnapshot.Empty;
    private IReadOnlyList<LogLine> _shown = [];
    private LogView? _view;
    private Task _drawing = Task.CompletedTask;
    private long _drawn;
    private bool _paused;
    private bool _following = true;

    /// <summary>Whose log to show: of a replica, or of a resource with all its replicas; null for everything.</summary>
    [Parameter]
    public string? ResourceId { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    /// <summary>Whether lines that do not match the search are hidden.</summary>
    [SupplyParameterFromQuery(Name = "only")]
    private bool OnlyMatches { get; set; }

    [SupplyParameterFromQuery(Name = "times")]
    private bool ShowTimes { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    [Inject]
    private ConsoleLogReader Reader { get; set; } = default!;

    [Inject]
    private BrowserDownload Downloads { get; set; } = default!;

    [Inject]
    private IOptions<ConsoleLogOptions> Options { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private Resource? Resource => ResourceId is null ? null : State.Resources.GetValueOrDefault(ResourceId);

    private string SearchText => Search ?? "";

    private bool IsMerged => ResourceId is null || _sources.Any(source => source != ResourceId);

    private long Waiting => Math.Max(0, (_session?.Buffer.Total ?? 0) - _snapshot.Total);

    // Lines that are dropped while the reader looks at older ones would move those away under their eyes.
    private bool StandsStill => _paused || (!_following && _snapshot.Lines.Count >= Options.Value.MaxConsoleLogCount);

    private string PauseLabel => Words[_paused ? "ConsoleLogs.Resume" : "ConsoleLogs.Pause"];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _tree = new ResourceTree(State.Resources);
        _drawing = DrawAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_session is not null && _sessionOf == ResourceId)
        {
            Refresh();
            return;
        }
        var previous = _session;
        _sessionOf = ResourceId;
        _session = State.Status is ResourceService.ConnectionStatus.NotConfigured
            ? null
            : new LogSession(Reader, Options.Value.MaxConsoleLogCount);
        _drawn = 0;
        _paused = false;
        _following = true;
        _snapshot = LogSnapshot.Empty;
        Refresh();
        if (previous is not null)
        {
            await previous.DisposeAsync();
        }
        await FollowAsync();
    }

    protected override async Task OnStateAsync()
    {
        _tree = new ResourceTree(State.Resources);
        var choices = LogChoice.Of(_tree, Words);
        // The same list again would make the select box lose what the reader is doing in it.
        if (!choices.SequenceEqual(_choices))
        {
            _choices = choices;
        }
        await FollowAsync();
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await _drawing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }
        await base.DisposeAsyncCore();
    }

    private async Task DrawAsync()
    {
        using var timer = new PeriodicTimer(DrawEvery, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Leaving))
            {
                if (_session is { } session && session.Buffer.Version != _drawn)
                {
                    _drawn = session.Buffer.Version;
                    Refresh();
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left the page.
        }
    }

    private Task FollowAsync()
    {
        _sources = LogChoice.SourcesOf(ResourceId, _tree);
        return _session?.FollowAsync(_sources) ?? Task.CompletedTask;
    }

    private void Refresh()
    {
        if (!StandsStill && _session is not null)
        {
            _snapshot = _session.Buffer.Snapshot();
        }
        _search.Look(_snapshot.Lines, SearchText);
        _shown = OnlyMatches && SearchText.Length > 0 ? _search.Matches : _snapshot.Lines;
    }

    private void TogglePause()
    {
        _paused = !_paused;
        Refresh();
    }

    private void FollowingChanged(bool following)
    {
        _following = following;
        Refresh();
    }

    private async Task StepAsync(bool forward)
    {
        if (_search.Step(forward) is { } match && _view is not null)
        {
            FollowingChanged(false);
            await _view.ShowAsync(OnlyMatches ? match.OfMatches : match.OfLines);
        }
    }

    private void Choose(string? id)
    {
        if (!string.IsNullOrEmpty(id) && id != (ResourceId ?? LogChoice.All))
        {
            Navigation.NavigateTo(id == LogChoice.All ? Addresses.ConsoleLogs : Addresses.ConsoleLogsOf(id));
        }
    }

    // What is shown stands in the address; typing does not fill the browser's history.
    private void Show(string parameter, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(parameter, string.IsNullOrEmpty(value) ? null : value), replace: true);

    private Task DownloadAsync() => _session is null
        ? Task.CompletedTask
        : Downloads.SaveAsync(
            $"{ResourceId ?? "console"}-{Time.GetUtcNow():yyyyMMddTHHmmssZ}.log",
            _session.Buffer.Snapshot().Lines.Select(line => IsMerged ? $"[{line.Source}] {line.Text}" : line.Text));
}
