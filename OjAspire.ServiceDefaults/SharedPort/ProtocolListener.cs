using System.Net;
using Microsoft.AspNetCore.Connections;

namespace OjAspire.ServiceDefaults.SharedPort;

/// <summary>What Kestrel accepts one protocol's connections from.</summary>
internal sealed class ProtocolListener(SharedListener shared, ConnectionProtocol protocol) : IConnectionListener
{
    public EndPoint EndPoint => shared.EndPoint;

    public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        shared.AcceptAsync(protocol, cancellationToken);

    // Stopping is quick and must happen even when Kestrel has run out of patience, so the token is of no use.
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => shared.StopAsync();

    public ValueTask DisposeAsync() => shared.DisposeAsync();
}
