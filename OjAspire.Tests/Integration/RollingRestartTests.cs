using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OjAspire.Tests.Processes;
using Xunit.Abstractions;

namespace OjAspire.Tests.Integration;

/// <summary>The replicas of the running application are restarted one by one, as an operator does it from the dashboard.</summary>
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Three_replicas_are_restarted_one_by_one_without_a_failed_request_or_a_lost_verdict()
    {
        await using var application = await RunningApplication.StartAsync(replicas: 3, sandboxes: 2, slots: 1);
        var (notifications, commands) = (application.Application.ResourceNotifications, application.Application.ResourceCommands);
        using var client = new HttpClient { BaseAddress = application.Balanced.Http.BaseAddress, Timeout = TimeSpan.FromSeconds(60) };
        using var enough = new CancellationTokenSource();
        var traffic = new Traffic(() => client, TimeSpan.FromMilliseconds(50));
        var running = traffic.RunAsync(enough.Token);

        foreach (var replica in await FindReplicasAsync(notifications))
        {
            var start = TimeProvider.System.GetTimestamp();
            var result = await commands.ExecuteCommandAsync(replica, KnownResourceCommands.RestartCommand);
            Assert.True(result.Success, result.Message);
            var restarted = TimeProvider.System.GetElapsedTime(start);
            await notifications.WaitForResourceAsync(
                "oj-api-server", change => change.ResourceId == replica && change.Snapshot.HealthStatus == HealthStatus.Healthy);
            output.WriteLine($"{replica} restarted within {restarted.TotalSeconds:0.0} s, ready after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
        }

        await enough.CancelAsync();
        await running;
        output.WriteLine(await traffic.VerifyAsync(application.Store));
    }

    private static async Task<IReadOnlyList<string>> FindReplicasAsync(ResourceNotificationService notifications)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        var found = new HashSet<string>();
        await foreach (var change in notifications.WatchAsync(patience.Token))
        {
            if (change.Resource.Name == "oj-api-server" && found.Add(change.ResourceId) && found.Count == 3)
            {
                break;
            }
        }

        return [.. found];
    }
}
