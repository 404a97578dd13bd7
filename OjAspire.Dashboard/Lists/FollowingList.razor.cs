using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OjAspire.Dashboard.Scripts;

namespace OjAspire.Dashboard.Lists;

/// <summary>
/// Shows a list that grows at its end: only what is in view is in the page. Follows the end until the reader scrolls away from it.
/// Each item is one element of class <c>list-row</c>, all equally high.
/// </summary>
/// <remarks>The library's grid has no end to follow and reads all its items anew at each change; 10,000 that change all the time are too
/// many for it.</remarks>
public sealed partial class FollowingList<TItem>
{
    private ElementReference _frame;
    private ComponentScript? _script;
    private DotNetObjectReference<FollowingList<TItem>>? _self;
    private bool _wasFollowing;

    [Parameter, EditorRequired]
    public ICollection<TItem> Items { get; set; } = [];

    /// <summary>One item.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TItem> ChildContent { get; set; } = default!;

    /// <summary>What stands above the items.</summary>
    [Parameter]
    public RenderFragment? Header { get; set; }

    /// <summary>Pixels, as a first guess: the real height is measured.</summary>
    [Parameter, EditorRequired]
    public float RowHeight { get; set; }

    [Parameter]
    public bool Following { get; set; }

    [Parameter]
    public EventCallback<bool> FollowingChanged { get; set; }

    /// <summary>The item to show at first, for one that does not follow its end from the beginning.</summary>
    [Parameter]
    public int? StartAt { get; set; }

    /// <summary>What a screen reader calls it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What it is to a screen reader.</summary>
    [Parameter]
    public string Role { get; set; } = "log";

    /// <summary>What stands there when there are no items.</summary>
    [Parameter, EditorRequired]
    public string Empty { get; set; } = "";

    [Parameter]
    public string? Class { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Called by the browser when the reader scrolls away from the end or back to it.</summary>
    [JSInvokable]
    public Task OnScrolledAsync(bool atEnd)
    {
        _wasFollowing = atEnd;
        return FollowingChanged.InvokeAsync(atEnd);
    }

    /// <summary>Scrolls to an item; the caller has said first that the end is not to be followed.</summary>
    public async Task ShowAsync(int index)
    {
        if (_script is { IsRunning: true })
        {
            _wasFollowing = false;
            await _script.CallAsync("show", index);
        }
    }

    /// <summary>Takes the keyboard's focus.</summary>
    public ValueTask FocusAsync() => _frame.FocusAsync(preventScroll: true);

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
        {
            await _script.DisposeAsync();
        }
        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = new ComponentScript(Js, "./Lists/FollowingList.razor.js");
            _wasFollowing = Following;
            await _script.StartAsync("follow", _frame, _self, Following);
            if (StartAt is { } index)
            {
                await ShowAsync(index);
            }
        }
        else if (_script is { IsRunning: true } && Following != _wasFollowing)
        {
            _wasFollowing = Following;
            await _script.CallAsync("set", Following);
        }
    }
}
