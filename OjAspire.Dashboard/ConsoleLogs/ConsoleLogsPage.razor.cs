using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Resources;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>The log of one replica, live. However fast lines come, the page draws at most ten times a second.</summary>
public sealed partial class ConsoleLogsPage
{
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(100);

    private IReadOnlyList<Resource> _choices = [];
    private LogSession? _session;
    private LogSnapshot _snapshot = LogSnapshot.Empty;
    private IReadOnlyList<LogLine> _shown = [];
    private LogView? _view;
    private Task _drawing = Task.CompletedTask;
    private long _drawn;
    private string _filter = "";
    private bool _paused;
    private bool _following = true;

    /// <summary>Whose log to show; null until one is chosen.</summary>
    [Parameter]
    public string? ResourceId { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    [Inject]
    private ConsoleLogReader Reader { get; set; } = default!;

    [Inject]
    private IOptions<ConsoleLogOptions> Options { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private Resource? Resource => ResourceId is null ? null : State.Resources.GetValueOrDefault(ResourceId);

    private long Waiting => (_session?.Buffer.Last ?? 0) - (_snapshot.Lines.Count == 0 ? 0 : _snapshot.Lines[^1].Number);

    private string PauseLabel => Words[_paused ? "ConsoleLogs.Resume" : "ConsoleLogs.Pause"];

    /// <summary>The page that shows the log of this resource.</summary>
    public static string AddressOf(string resourceId) => $"/consolelogs/resource/{Uri.EscapeDataString(resourceId)}";

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _drawing = DrawAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_session?.ResourceId == ResourceId)
        {
            return;
        }
        var previous = _session;
        _session = ResourceId is null || State.Status is ResourceService.ConnectionStatus.NotConfigured
            ? null
            : new LogSession(ResourceId, Reader, Options.Value.MaxConsoleLogCount);
        _drawn = 0;
        _paused = false;
        _following = true;
        _snapshot = LogSnapshot.Empty;
        Filter();
        if (previous is not null)
        {
            await previous.DisposeAsync();
        }
    }

    protected override Task OnStateAsync()
    {
        var leaves = new ResourceTree(State.Resources).Leaves();
        // The same list again would make the select box lose what the reader is doing in it.
        if (!leaves.Select(resource => resource.Id).SequenceEqual(_choices.Select(resource => resource.Id)))
        {
            _choices = leaves;
        }
        return Task.CompletedTask;
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

    private void Refresh()
    {
        if (!_paused && _session is not null)
        {
            _snapshot = _session.Buffer.Snapshot();
        }
        Filter();
    }

    private void Filter() => _shown = _filter.Length == 0
        ? _snapshot.Lines
        : [.. _snapshot.Lines.Where(line => line.Text.Contains(_filter, StringComparison.OrdinalIgnoreCase))];

    private void TogglePause()
    {
        _paused = !_paused;
        Refresh();
    }

    private void FollowingChanged(bool following) => _following = following;

    private void Choose(string? id)
    {
        if (!string.IsNullOrEmpty(id) && id != ResourceId)
        {
            Navigation.NavigateTo(AddressOf(id));
        }
    }

    private Task DownloadAsync() => _view is null || _session is null
        ? Task.CompletedTask
        : _view.DownloadAsync($"{_session.ResourceId}-{Time.GetUtcNow():yyyyMMddTHHmmssZ}.log", _session.Buffer.Snapshot());
}
