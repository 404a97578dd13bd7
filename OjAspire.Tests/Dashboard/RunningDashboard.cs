extern alias hosting;

using hosting::OjAspire.ResourceService;
using Microsoft.Playwright;

namespace OjAspire.Tests.Dashboard;

/// <summary>A browser, a dashboard process and the scripted app host that it shows, for all browser tests that break none of
/// them.</summary>
public sealed class RunningDashboard : IAsyncLifetime
{
    private readonly Stack<string> _added = [];
    private int _replicas;

    internal Browser Browser { get; } = new();

    internal ScriptedAppHost Host { get; private set; } = default!;

    internal DashboardProcess Process { get; private set; } = default!;

    public async Task InitializeAsync()
    {
        await Browser.InitializeAsync();
        Host = await ScriptedAppHost.StartAsync(SampleResources.Application());
        Process = await DashboardProcess.StartAsync(Host);
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        await Host.DisposeAsync();
        await Browser.DisposeAsync();
    }

    /// <summary>Somebody who has been here before, at a page.</summary>
    internal Task<Visitor> OpenAsync(
        string path, string locale = "en-US", int width = 1280, int height = 800, ColorScheme theme = ColorScheme.Light) =>
        Browser.ReturnAsync(Process.LoginLink, path, locale, width, height, theme);

    /// <summary>Somebody who is logged in, with an empty profile otherwise.</summary>
    internal async Task<Visitor> LogInAsync(string locale = "en-US", ColorScheme theme = ColorScheme.Light)
    {
        var visitor = await Browser.VisitAsync(Process, locale, theme: theme);
        await visitor.LogInAsync();
        return visitor;
    }

    /// <summary>A resource that is there for one test; <see cref="RemoveAdded"/> takes it away.</summary>
    internal string Add(Resource resource)
    {
        _added.Push(resource.Id);
        Host.Change(resource);
        return resource.Id;
    }

    /// <summary>Id of a new replica with an empty log, for one test alone.</summary>
    internal string AddReplica() => Add(SampleResources.Replica("logger", $"r{Interlocked.Increment(ref _replicas)}", null));

    /// <summary>Makes the application what it was.</summary>
    internal void RemoveAdded()
    {
        while (_added.TryPop(out var id))
        {
            Host.Delete(id);
        }
    }
}
