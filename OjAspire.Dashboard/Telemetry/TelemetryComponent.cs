using Microsoft.AspNetCore.Components;
using OjAspire.Dashboard.ResourceService;

namespace OjAspire.Dashboard.Telemetry;

/// <summary>
/// A component that follows telemetry. However fast it comes, the component draws at most four times a second, and the newest state, not
/// every step.
/// </summary>
public abstract class TelemetryComponent : LiveComponent
{
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(250);

    private Task _following = Task.CompletedTask;

    [Inject]
    private protected TelemetryStore Telemetry { get; set; } = default!;

    [Inject]
    private protected TimeProvider Clock { get; set; } = default!;

    /// <summary>What to follow.</summary>
    private protected abstract ChangeSignal Followed { get; }

    /// <summary>Called on the renderer's thread, at first and after changes, before the component renders.</summary>
    protected abstract Task OnTelemetryAsync();

    protected override async Task OnInitializedAsync()
    {
        var seen = Followed.Version;
        await OnTelemetryAsync();
        _following = FollowAsync(seen);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.DisposeAsyncCore();
    }

    private async Task FollowAsync(long seen)
    {
        try
        {
            while (true)
            {
                seen = await Followed.WaitAsync(seen, Leaving);
                await OnTelemetryAsync();
                StateHasChanged();
                await Task.Delay(DrawEvery, Clock, Leaving);
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
