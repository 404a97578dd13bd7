using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OjAspire.ServiceDefaults.SharedPort;

/// <summary>Binds <see cref="SharedPortEndPoint"/>s; leaves every other address to Kestrel's own transports.</summary>
internal sealed class SharedPortListenerFactory(
    IOptions<SocketTransportOptions> options,
    TimeProvider time,
    ILoggerFactory loggers) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory _sockets = new(options, loggers);
    private readonly ILogger _logger = loggers.CreateLogger<SharedListener>();

    public bool CanBind(EndPoint endpoint) => endpoint is SharedPortEndPoint;

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var part = (SharedPortEndPoint)endpoint;
        await part.Listener.StartAsync(_sockets, time, _logger, cancellationToken);
        return new ProtocolListener(part.Listener, part.Protocol);
    }
}
