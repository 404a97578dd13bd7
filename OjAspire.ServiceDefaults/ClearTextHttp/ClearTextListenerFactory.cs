using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OjAspire.ServiceDefaults.ClearTextHttp;

/// <summary>Binds <see cref="ClearTextEndPoint"/>s; leaves every other address to Kestrel's own transports.</summary>
internal sealed class ClearTextListenerFactory(
    IOptions<SocketTransportOptions> options,
    TimeProvider time,
    ILoggerFactory loggers) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory _sockets = new(options, loggers);
    private readonly ILogger _logger = loggers.CreateLogger<SharedListener>();

    public bool CanBind(EndPoint endpoint) => endpoint is ClearTextEndPoint;

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var half = (ClearTextEndPoint)endpoint;
        await half.Listener.StartAsync(_sockets, time, _logger, cancellationToken);
        return new ProtocolListener(half.Listener, half.IsHttp2);
    }
}
