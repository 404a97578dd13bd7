namespace OjAspire.Tests.Dashboard;

/// <summary>The end of the whole application with its dashboard, after Ctrl-C.</summary>
[Collection(Alone.Name)]
public sealed class EndOfApplicationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task It_comes_soon_because_the_dashboard_stays_until_everybody_has_sent_the_rest_of_his_telemetry()
    {
        var host = await AppHostProcess.StartAsync(replicas: 1, sandboxes: 1, slots: 1);
        var start = TimeProvider.System.GetTimestamp();

        await host.DisposeAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, Patience);
    }
}
