using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Integration;

/// <summary>The whole application, started through its AppHost on free ports with a store of its own.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private RunningApplication(DistributedApplication application, TestStore store)
    {
        Application = application;
        Store = store;
        Balanced = new OjClient(application.CreateHttpClient("oj-api-server", "http"));
    }

    public DistributedApplication Application { get; }

    /// <summary>The store that the replicas share, removed with the application.</summary>
    public TestStore Store { get; }

    /// <summary>The endpoint that is balanced over the replicas.</summary>
    public OjClient Balanced { get; }

    /// <summary>Each replica at its own address, in no particular order.</summary>
    public IReadOnlyList<OjClient> Replicas { get; private set; } = [];

    /// <summary>Starts the application and waits until every replica counts every slot.</summary>
    public static Task<RunningApplication> StartAsync(int replicas, int sandboxes, int slots, params string[] more) =>
        StartAsync(new StoreFile(), replicas, sandboxes, slots, more);

    /// <summary>Starts the application on this store and waits until every replica counts every slot.</summary>
    public static async Task<RunningApplication> StartAsync(TestStore store, int replicas, int sandboxes, int slots, params string[] more)
    {
        await store.CreateAsync();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.OjAspire_AppHost>(
        [
            $"--Oj:ApiReplicas={replicas}",
            $"--Oj:SandboxReplicas={sandboxes}",
            $"--Oj:Slots={slots}",
            $"--ConnectionStrings:oj={store.ConnectionString}",
            .. more,
        ]);
        var application = await builder.BuildAsync();
        await application.StartAsync();
        var running = new RunningApplication(application, store);
        await running.FindReplicasAsync(replicas);
        await running.WaitForSlotsAsync(sandboxes * slots);
        return running;
    }

    /// <summary>Waits until every replica counts that many slots.</summary>
    public async Task WaitForSlotsAsync(int total)
    {
        foreach (var replica in Replicas)
        {
            await replica.WaitForSlotsAsync(total);
        }
    }

    /// <summary>Waits until the replica at an address is known not to be healthy.</summary>
    public async Task WhenUnhealthyAsync(Uri address)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        var healthy = new HashSet<string>();
        await foreach (var change in Application.ResourceNotifications.WatchAsync(patience.Token))
        {
            var isAt = change.Snapshot.EnvironmentVariables.Any(variable => variable.Name == "ASPNETCORE_URLS" && variable.Value == address.OriginalString);
            if (isAt && change.Snapshot.HealthStatus == HealthStatus.Healthy)
            {
                healthy.Add(change.ResourceId);
            }
            else if (healthy.Contains(change.ResourceId) || isAt)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Learns the replicas' own addresses from their resource snapshots, as the replica list does. A replica that has crashed is
    /// started, because only the embedded engine does that by itself.
    /// </summary>
    public async Task FindReplicasAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        foreach (var replica in Replicas)
        {
            replica.Dispose();
        }
        var addresses = new Dictionary<string, string>();
        var crashed = new HashSet<string>();
        await foreach (var change in Application.ResourceNotifications.WatchAsync(patience.Token))
        {
            if (change.Resource.Name != "oj-api-server")
            {
                continue;
            }
            if (KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text) && crashed.Add(change.ResourceId))
            {
                await Application.ResourceCommands.ExecuteCommandAsync(change.ResourceId, KnownResourceCommands.StartCommand, patience.Token);
            }
            if (change.Snapshot.State?.Text == KnownResourceStates.Running
                && change.Snapshot.HealthStatus == HealthStatus.Healthy
                && change.Snapshot.EnvironmentVariables.FirstOrDefault(variable => variable.Name == "ASPNETCORE_URLS")?.Value is { } address)
            {
                addresses[change.ResourceId] = address;
            }
            else
            {
                addresses.Remove(change.ResourceId);
            }
            if (addresses.Count == count)
            {
                break;
            }
        }
        Replicas = [.. addresses.Values.Order().Select(address => new OjClient(new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(3) }))];
    }

    public async ValueTask DisposeAsync()
    {
        Balanced.Dispose();
        foreach (var replica in Replicas)
        {
            replica.Dispose();
        }
        await Application.StopAsync();
        await Application.DisposeAsync();
        await Store.RemoveAsync();
    }
}
