using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OjAspire.Tests.Hosting;

/// <summary>An application of sample services, running.</summary>
internal sealed class SampleApplication : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private SampleApplication(DistributedApplication app) => App = app;

    public DistributedApplication App { get; }

    public ResourceNotificationService Notifications => App.ResourceNotifications;

    public Uri Address => App.GetEndpoint(SampleService.Name);

    /// <summary>Starts replicas of the sample service; ends when all are healthy, unless told not to wait.</summary>
    public static async Task<SampleApplication> StartAsync(
        int replicas = 1,
        Action<IResourceBuilder<ProjectResource>>? with = null,
        Action<IDistributedApplicationBuilder>? and = null,
        bool wait = true,
        params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
        var sample = builder.AddProject<SampleService>(SampleService.Name, launchProfileName: null)
            .WithReplicas(replicas)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health");
        with?.Invoke(sample);
        and?.Invoke(builder);
        var running = new SampleApplication(builder.Build());
        await running.App.StartAsync();
        if (wait)
        {
            await running.HealthyAsync(replicas);
        }

        return running;
    }

    public static HttpClient Http2Client(Uri address) => new()
    {
        BaseAddress = address,
        DefaultRequestVersion = new(2, 0),
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>The replicas, once so many are healthy.</summary>
    public async Task<IReadOnlyList<ResourceEvent>> HealthyAsync(int count)
    {
        var known = new Dictionary<string, ResourceEvent>();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await foreach (var now in Notifications.WatchAsync(patience.Token))
        {
            if (now.Resource.Name == SampleService.Name)
            {
                known[now.ResourceId] = now;
                var healthy = known.Values.Where(replica => replica.Snapshot.HealthStatus == HealthStatus.Healthy).ToList();
                if (healthy.Count == count)
                {
                    return healthy;
                }
            }
        }

        throw new InvalidOperationException("A watch ends only by cancellation.");
    }

    public Task<ResourceEvent> BecomesAsync(string resourceId, Func<CustomResourceSnapshot, bool> wanted) =>
        Notifications.WaitForResourceAsync(SampleService.Name, now => now.ResourceId == resourceId && wanted(now.Snapshot))
            .WaitAsync(Patience, TimeProvider.System);

    public async Task<SampleAnswer> AskAsync(HttpClient client) => (await client.GetFromJsonAsync<SampleAnswer>("/who"))!;

    public HttpClient OwnClient(ResourceEvent replica) => new()
    {
        BaseAddress = new(replica.Snapshot.EnvironmentVariables.Single(variable => variable.Name == "ASPNETCORE_URLS").Value!),
    };

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
