using Microsoft.JSInterop;

namespace OjAspire.Dashboard.Scripts;

/// <summary>
/// A component's script in the browser: started on what the component drew, stopped when the component goes. Its function returns an
/// object with the methods that the component calls, <c>stop</c> among them.
/// </summary>
internal sealed class ComponentScript(IJSRuntime js, string path) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private IJSObjectReference? _running;
    private bool _gone;

    /// <summary>Whether it has been started and not stopped.</summary>
    public bool IsRunning => _running is not null;

    /// <summary>Loads the script and calls the function that starts it.</summary>
    public async Task StartAsync(string function, params object?[] arguments)
    {
        try
        {
            _module = await js.InvokeAsync<IJSObjectReference>("import", path);
            // The reader may have gone on while the browser loaded it, and what it was to work on has gone then.
            if (!_gone)
            {
                _running = await _module.InvokeAsync<IJSObjectReference>(function, arguments);
            }
        }
        catch (Exception failure) when (BrowserGone.Tells(failure))
        {
            // The browser has gone.
        }
        if (_gone)
        {
            await StopAsync();
        }
    }

    /// <summary>Calls a method of the running script; nothing happens while it does not run.</summary>
    public async ValueTask CallAsync(string method, params object?[] arguments)
    {
        try
        {
            await (_running?.InvokeVoidAsync(method, arguments) ?? ValueTask.CompletedTask);
        }
        catch (Exception failure) when (BrowserGone.Tells(failure))
        {
            // The browser has gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        await StopAsync();
    }

    private async Task StopAsync()
    {
        var (running, module) = (_running, _module);
        (_running, _module) = (null, null);
        try
        {
            if (running is not null)
            {
                await running.InvokeVoidAsync("stop");
                await running.DisposeAsync();
            }
            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (Exception failure) when (BrowserGone.Tells(failure))
        {
            // The browser has gone, and what it held with it.
        }
    }
}
