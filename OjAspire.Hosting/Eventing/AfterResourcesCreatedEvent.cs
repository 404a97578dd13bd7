using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Every endpoint listens and every resource has been told to start; some still wait for others.</summary>
/// <param name="services">Services of the application.</param>
/// <param name="model">What the application is made of.</param>
public class AfterResourcesCreatedEvent(IServiceProvider services, DistributedApplicationModel model) : IDistributedApplicationEvent
{
    /// <summary>Services of the application.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>What the application is made of.</summary>
    public DistributedApplicationModel Model { get; } = model;
}
