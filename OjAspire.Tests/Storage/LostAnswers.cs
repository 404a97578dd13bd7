using System.Net;
using System.Net.Sockets;

namespace OjAspire.Tests.Storage;

/// <summary>
/// Stands between a replica and its server and, when told to, breaks the connection on which the next COMMIT comes: after it has
/// passed it on, so that only the answer is lost, or before.
/// </summary>
internal sealed class LostAnswers : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private volatile string _next = "";

    private LostAnswers(int serverPort)
    {
        _server = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    private static ReadOnlySpan<byte> Commit => "COMMIT\0"u8;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static LostAnswers Before(int serverPort) => new(serverPort);

    /// <summary>The next COMMIT reaches the server, and its answer does not come back.</summary>
    public void LoseAnswer() => _next = "answer";

    /// <summary>The next COMMIT does not reach the server.</summary>
    public void LoseCommit() => _next = "commit";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test ends.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
            using var broken = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            await Task.WhenAny(
                PassAsync(client.GetStream(), server.GetStream(), broken.Token), server.GetStream().CopyToAsync(client.GetStream(), broken.Token));
            await broken.CancelAsync();
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            var fate = buffer.AsSpan(0, count).IndexOf(Commit) >= 0 ? Interlocked.Exchange(ref _next, "") : "";
            if (fate == "answer")
            {
                // The client must not get the answer, and the server must get the commit before the connection breaks.
                from.Close();
                await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                await to.ReadExactlyAsync(new byte[1], cancellationToken);
                return;
            }
            if (fate == "commit")
            {
                return;
            }
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
