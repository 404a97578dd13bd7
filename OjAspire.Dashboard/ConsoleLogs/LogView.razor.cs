using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>Shows lines: only those in view are in the page. Follows the end until the reader scrolls away from it.</summary>
public sealed partial class LogView
{
    // Pixels; the style sheet gives every line this height.
    private const float LineHeight = 20;

    private ElementReference _frame;
    private IJSObjectReference? _module;
    private IJSObjectReference? _follower;
    private DotNetObjectReference<LogView>? _self;
    private ICollection<LogLine> _items = [];
    private bool _wasFollowing;

    [Parameter, EditorRequired]
    public IReadOnlyList<LogLine> Lines { get; set; } = [];

    [Parameter]
    public bool Following { get; set; }

    [Parameter]
    public EventCallback<bool> FollowingChanged { get; set; }

    /// <summary>What a screen reader calls it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What stands there when there are no lines.</summary>
    [Parameter, EditorRequired]
    public string Empty { get; set; } = "";

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Called by the browser when the reader scrolls away from the end or back to it.</summary>
    [JSInvokable]
    public Task OnScrolledAsync(bool atEnd)
    {
        _wasFollowing = atEnd;
        return FollowingChanged.InvokeAsync(atEnd);
    }

    /// <summary>Gives the log to the browser as a file.</summary>
    internal async Task DownloadAsync(string fileName, LogSnapshot snapshot)
    {
        if (_module is null)
        {
            return;
        }
        var text = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', snapshot.Lines.Select(line => line.Text).Append(""))));
        using var reference = new DotNetStreamReference(text);
        await _module.InvokeVoidAsync("download", fileName, reference);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_follower is not null)
            {
                await _follower.InvokeVoidAsync("stop");
                await _follower.DisposeAsync();
            }
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and what it held with it.
        }
        _self?.Dispose();
    }

    protected override void OnParametersSet() => _items = Lines as ICollection<LogLine> ?? [.. Lines];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "./ConsoleLogs/LogView.razor.js");
            _wasFollowing = Following;
            _follower = await _module.InvokeAsync<IJSObjectReference>("follow", _frame, _self, Following);
        }
        else if (_follower is not null && Following != _wasFollowing)
        {
            _wasFollowing = Following;
            await _follower.InvokeVoidAsync("set", Following);
        }
    }
}
