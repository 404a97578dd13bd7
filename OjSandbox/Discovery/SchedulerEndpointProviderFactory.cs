using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.ServiceDiscovery;

namespace OjSandbox.Discovery;

/// <summary>Makes the service name <c>oj-api-server</c> resolve to every replica, not to one shared address.</summary>
internal sealed class SchedulerEndpointProviderFactory(SchedulerEndpoints endpoints) : IServiceEndpointProviderFactory
{
    /// <summary>The name this factory answers for.</summary>
    public const string ServiceName = "oj-api-server";

    public bool TryCreateProvider(ServiceEndpointQuery query, [NotNullWhen(true)] out IServiceEndpointProvider? provider)
    {
        provider = query.ServiceName.Equals(ServiceName, StringComparison.OrdinalIgnoreCase) ? new SchedulerEndpointProvider(endpoints) : null;
        return provider is not null;
    }
}
