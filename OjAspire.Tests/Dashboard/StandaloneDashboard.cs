namespace OjAspire.Tests.Dashboard;

/// <summary>One dashboard without an app host, for tests that only ask it things.</summary>
public sealed class StandaloneDashboard : IAsyncLifetime
{
    internal DashboardProcess Process { get; private set; } = default!;

    public async Task InitializeAsync() => Process = await DashboardProcess.StartAsync(null);

    public async Task DisposeAsync() => await Process.DisposeAsync();
}
