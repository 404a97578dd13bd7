using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OjAspire.Hosting.Composition;
using OjAspire.Hosting.Health;
using OjAspire.Hosting.Processes;
using OjAspire.Hosting.Proxying;

namespace OjAspire.Hosting.Orchestration;

/// <summary>What replicas need from the engine.</summary>
internal sealed class ReplicaFactory(
    LaunchPlanner planner,
    ProcessGuardian guardian,
    HealthProbe health,
    EndpointProxies proxies,
    ReplicaRegistry registry,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    IOptions<EngineOptions> options,
    TimeProvider time,
    ILogger<Replica> logger)
{
    public LaunchPlanner Planner => planner;

    public ProcessGuardian Guardian => guardian;

    public HealthProbe Health => health;

    public EndpointProxies Proxies => proxies;

    public ReplicaRegistry Registry => registry;

    public ResourceNotificationService Notifications => notifications;

    public ResourceLoggerService Logs => logs;

    public TimeSpan StopGrace => options.Value.StopGrace;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public Replica Create(ProjectResource resource, bool hidden = false)
    {
        var replica = new Replica(this, resource, hidden);
        registry.Add(replica);
        return replica;
    }
}
