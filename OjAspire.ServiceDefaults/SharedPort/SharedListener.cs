using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace OjAspire.ServiceDefaults.SharedPort;

/// <summary>
/// One listening socket whose connections are dealt out by protocol. Bound by whichever part of Kestrel comes first,
/// closed by whichever leaves first: Kestrel starts and stops all its listeners together.
/// </summary>
/// <param name="takesTls">Whether there is a part for TLS; without one the HTTP/1.1 part refuses it as the malformed request that it is.</param>
internal sealed partial class SharedListener(IPEndPoint requested, bool takesTls) : IAsyncDisposable
{
    // Longer than any honest client needs to begin, short enough that silent connections do not pile up.
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<ConnectionContext>[] _dealt = [.. Enum.GetValues<ConnectionProtocol>().Select(_ => CreateChannel())];
    private IConnectionListener? _socket;
    private Task _accepting = Task.CompletedTask;

    /// <summary>The address as bound, or as asked for before that.</summary>
    public EndPoint EndPoint => _socket?.EndPoint ?? requested;

    /// <summary>Binds the socket and begins to deal out; does nothing when that was done before.</summary>
    /// <exception cref="AddressInUseException">Another process listens there.</exception>
    public async Task StartAsync(SocketTransportFactory sockets, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_socket is null)
            {
                _socket = await sockets.BindAsync(requested, cancellationToken);
                _accepting = AcceptConnectionsAsync(_socket, time, logger);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The next connection of one protocol; <see langword="null"/> when there will be no more.</summary>
    public async ValueTask<ConnectionContext?> AcceptAsync(ConnectionProtocol protocol, CancellationToken cancellationToken)
    {
        var reader = _dealt[(int)protocol].Reader;
        return await reader.WaitToReadAsync(cancellationToken) && reader.TryRead(out var connection) ? connection : null;
    }

    /// <summary>Takes no more connections and waits until the undecided ones are dealt out or dropped.</summary>
    public async ValueTask StopAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_socket is null || _stopping.IsCancellationRequested)
            {
                return;
            }
            await _socket.UnbindAsync();
            await _stopping.CancelAsync();
            await _accepting;
            Array.ForEach(_dealt, each => each.Writer.Complete());
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_socket is not null)
        {
            await _socket.DisposeAsync();
        }
    }

    // Kestrel takes connections off at once; when it cannot keep up, accepting waits and the kernel's backlog fills.
    private static Channel<ConnectionContext> CreateChannel() =>
        Channel.CreateBounded<ConnectionContext>(new BoundedChannelOptions(512) { SingleReader = true });

    private async Task AcceptConnectionsAsync(IConnectionListener socket, TimeProvider time, ILogger logger)
    {
        var undecided = new List<Task>();
        try
        {
            while (await socket.AcceptAsync(_stopping.Token) is { } connection)
            {
                undecided.RemoveAll(task => task.IsCompleted);
                undecided.Add(DealOutAsync(connection, time, logger));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
        await Task.WhenAll(undecided);
    }

    private async Task DealOutAsync(ConnectionContext connection, TimeProvider time, ILogger logger)
    {
        using var silence = new CancellationTokenSource(SilenceLimit, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, _stopping.Token);
        try
        {
            if (await FirstBytes.TellAsync(connection.Transport.Input, ending.Token) is { } spoken)
            {
                var protocol = spoken is ConnectionProtocol.Tls && !takesTls ? ConnectionProtocol.Http1 : spoken;
                await _dealt[(int)protocol].Writer.WriteAsync(connection, _stopping.Token);
                return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            Log.Dropped(logger, connection.ConnectionId, exception);
        }
        await connection.DisposeAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(9001, LogLevel.Debug, "Connection {ConnectionId} ended before it said anything.", EventName = "ConnectionDropped")]
        public static partial void Dropped(ILogger logger, string connectionId, Exception exception);
    }
}
