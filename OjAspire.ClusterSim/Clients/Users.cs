using System.Net;
using System.Net.Sockets;
using OjAspire.ClusterSim.Cluster;
using OjAspire.ClusterSim.Machines;

namespace OjAspire.ClusterSim.Clients;

/// <summary>
/// Clients that reach the API servers through their Service: each new connection goes to one of the endpoints at random, and stays
/// there until one side closes it, even when the endpoint is none any more.
/// </summary>
internal sealed class Users : IDisposable
{
    /// <summary>After this a connection gets no more requests: many short-lived clients are behind each of these.</summary>
    public static readonly TimeSpan ConnectionLifetime = TimeSpan.FromSeconds(3);

    private const int Count = 8;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(20);

    private readonly NetworkNamespace _node;
    private readonly Endpoints _endpoints;
    private readonly Random _random;
    private readonly HttpClient[] _clients;

    /// <param name="node">Where the requests come from.</param>
    /// <param name="endpoints">The Service's.</param>
    /// <param name="service">Its name and port, for the request line.</param>
    /// <param name="random">Chooses endpoints; nobody else may use it.</param>
    public Users(NetworkNamespace node, Endpoints endpoints, Uri service, Random random)
    {
        (_node, _endpoints, _random) = (node, endpoints, random);
        _clients = [.. Enumerable.Range(0, Count).Select(_ => new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
        })
        {
            BaseAddress = service,
            Timeout = RequestTimeout,
        })];
    }

    /// <summary>One of them.</summary>
    public HttpClient One(Random random) => _clients[random.Next(Count)];

    /// <summary>Cancels every request.</summary>
    public void GiveUp() => Array.ForEach(_clients, client => client.CancelPendingRequests());

    public void Dispose() => Array.ForEach(_clients, client => client.Dispose());

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = NamespaceSocket.Create(_node.FilePath);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(Choose()), context.DnsEndPoint.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private string Choose()
    {
        var all = _endpoints.Current;
        if (all.IsEmpty)
        {
            throw new HttpRequestException("The Service has no endpoint.");
        }

        lock (_random)
        {
            return all[_random.Next(all.Length)];
        }
    }
}
