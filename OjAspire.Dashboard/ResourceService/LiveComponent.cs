using Microsoft.AspNetCore.Components;

namespace OjAspire.Dashboard.ResourceService;

/// <summary>A component that follows the resources. It owns its watching task: cancels it and waits for its end when it goes.</summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private Task _watching = Task.CompletedTask;

    [Inject]
    private ResourceStore Store { get; set; } = default!;

    /// <summary>The newest state that this component was shown.</summary>
    protected ResourceServiceState State { get; private set; } = ResourceServiceState.Empty;

    /// <summary>Cancelled when the component leaves the page.</summary>
    protected CancellationToken Leaving => _leaving.Token;

    /// <summary>Called on the renderer's thread with each new state, before the component renders.</summary>
    protected virtual Task OnStateAsync() => Task.CompletedTask;

    protected override void OnInitialized()
    {
        State = Store.Current;
        _watching = WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeAsyncCore();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what a derived component holds.</summary>
    protected virtual ValueTask DisposeAsyncCore() => ValueTask.CompletedTask;

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var state in Store.WatchAsync(Leaving))
            {
                State = state;
                await OnStateAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            // The component left the page.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
