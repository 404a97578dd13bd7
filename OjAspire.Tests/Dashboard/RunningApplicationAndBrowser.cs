using OjAspire.Tests.Integration;

namespace OjAspire.Tests.Dashboard;

/// <summary>A browser and the whole application, two API servers and two sandboxes of two slots, for all tests of a class.</summary>
public sealed class RunningApplicationAndBrowser : IAsyncLifetime, IAsyncDisposable
{
    private readonly Browser _browser = new();
    private AppHostProcess? _host;
    private OjClient? _api;

    internal AppHostProcess Host => _host!;

    /// <summary>The API at its balanced address.</summary>
    internal OjClient Api => _api!;

    public async Task InitializeAsync()
    {
        await _browser.InitializeAsync();
        _host = await AppHostProcess.StartAsync(replicas: 2, sandboxes: 2, slots: 2);
        _api = new OjClient(new HttpClient { BaseAddress = Host.Api });
    }

    public async Task DisposeAsync()
    {
        _api?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
        await _browser.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>Somebody who has followed the link of the banner, with an empty profile otherwise.</summary>
    internal async Task<Visitor> LogInAsync()
    {
        var visitor = await _browser.VisitAsync(Host.LoginLink);
        await visitor.LogInAsync();
        return visitor;
    }
}
