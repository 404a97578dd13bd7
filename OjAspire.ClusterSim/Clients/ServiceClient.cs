using System.Net;
using System.Net.Sockets;
using OjAspire.ClusterSim.Cluster;
using OjAspire.ClusterSim.Machines;

namespace OjAspire.ClusterSim.Clients;

/// <summary>
/// What reaches the API servers through their Service: each new connection goes to one of the endpoints at random, and stays there
/// until one side closes it. A request is never repeated by the client.
/// </summary>
internal static class ServiceClient
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    // Short, so that requests spread over the endpoints as those of many clients do.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromSeconds(2);

    /// <param name="node">Where the requests come from.</param>
    /// <param name="endpoints">The Service's.</param>
    /// <param name="service">Its name and port, for the request line.</param>
    /// <param name="random">Chooses; used under a lock.</param>
    public static HttpClient Create(NetworkNamespace node, Endpoints endpoints, Uri service, Random random) => new(new SocketsHttpHandler
    {
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        UseProxy = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var all = endpoints.Current;
            int chosen;
            lock (random)
            {
                chosen = random.Next(all.Length);
            }

            var socket = NamespaceSocket.Create(node.FilePath);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(all[chosen]), context.DnsEndPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = service,
        Timeout = RequestTimeout,
    };
}
