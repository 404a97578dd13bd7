using Microsoft.Playwright;

namespace OjAspire.Tests.Dashboard;

/// <summary>A browser, a dashboard process and the scripted app host that it shows, for all tests of a class that break none of them.</summary>
public sealed class RunningDashboard : IAsyncLifetime
{
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

    /// <summary>Somebody who is logged in, with an empty profile otherwise.</summary>
    internal async Task<Visitor> LogInAsync(string locale = "en-US", int width = 1280, int height = 800, ColorScheme theme = ColorScheme.Light)
    {
        var visitor = await Browser.VisitAsync(Process, locale, width, height, theme);
        await visitor.LogInAsync();
        return visitor;
    }

    /// <summary>Id of a new replica with an empty log, for one test alone.</summary>
    internal string AddReplica()
    {
        var replica = SampleResources.Replica("logger", $"r{Interlocked.Increment(ref _replicas)}", null);
        Host.Change(replica);
        return replica.Id;
    }
}
