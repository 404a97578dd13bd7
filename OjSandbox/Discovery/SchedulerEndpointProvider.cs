using Microsoft.Extensions.ServiceDiscovery;

namespace OjSandbox.Discovery;

/// <summary>
/// Answers with every known replica. Without state of its own, and always with an active change token: the library
/// never polls a provider again that has none as soon as any other provider has one (dotnet/extensions#7013).
/// </summary>
internal sealed class SchedulerEndpointProvider(SchedulerEndpoints endpoints) : IServiceEndpointProvider
{
    public ValueTask PopulateAsync(IServiceEndpointBuilder builder, CancellationToken cancellationToken)
    {
        // One read: a change after it fires the very token that goes along with this list.
        var snapshot = endpoints.Current;
        foreach (var endpoint in snapshot.Endpoints)
        {
            builder.Endpoints.Add(ServiceEndpoint.Create(new UriEndPoint(endpoint.Address)));
        }

        builder.AddChangeToken(snapshot.Superseded);
        // An empty list is an answer, but the library's pass-through provider would fill it with the service's name.
        builder.Features.Set(snapshot);
        return default;
    }

    public ValueTask DisposeAsync() => default;

    public override string ToString() => "API server replicas";
}
