using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OjAspire.Hosting.Dashboard;
using OjAspire.Hosting.Proxying;
using OjAspire.Hosting.Publishing;

namespace OjAspire.Hosting.Orchestration;

/// <summary>Starts the application: values, shared endpoints, replicas; and stops it the other way round.</summary>
internal sealed class ApplicationOrchestrator(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext context,
    IDistributedApplicationEventing eventing,
    IHostApplicationLifetime lifetime,
    Publisher publisher,
    EndpointProxies proxies,
    ReplicaFactory factory,
    ResourceNotificationService notifications,
    TimeProvider time,
    IServiceProvider services) : IHostedService, IAsyncDisposable
{
    private readonly DashboardLauncher? _dashboard = services.GetService<DashboardLauncher>();
    private readonly List<Replica> _replicas = [];
    private Replica? _dashboardReplica;

    private IEnumerable<ProjectResource> Projects => model.Resources.OfType<ProjectResource>();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (context.IsPublishMode)
        {
            await publisher.PublishAsync(cancellationToken);
            lifetime.StopApplication();
            return;
        }

        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        await ParameterReport.PublishAsync(model, notifications, time, cancellationToken);
        foreach (var project in Projects)
        {
            ReplicaRules.Check(project);
            await proxies.ListenAsync(project, cancellationToken);
        }

        foreach (var project in Projects)
        {
            var count = project.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
            _replicas.AddRange(Enumerable.Range(0, count).Select(_ => factory.Create(project)));
        }

        if (_dashboard is not null && await _dashboard.CreateAsync(cancellationToken) is { } dashboard)
        {
            _dashboardReplica = dashboard;
            _replicas.Add(dashboard);
        }

        _replicas.ForEach(replica => replica.Announce());
        _replicas.ForEach(replica => replica.Begin());
        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var resources = _replicas.Where(replica => replica != _dashboardReplica).Select(replica => replica.Resource).Distinct();
        foreach (var step in StopOrder.Of(resources))
        {
            await Task.WhenAll(_replicas.Where(replica => step.Contains(replica.Resource)).Select(replica => replica.StopAsync(cancellationToken)));
        }

        // Last, because all the others send it the rest of their telemetry, and would wait for it in vain.
        await (_dashboardReplica?.StopAsync(cancellationToken) ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_replicas.Select(replica => replica.DisposeAsync().AsTask()));
        _replicas.Clear();
    }
}
