using System.Net;
using System.Net.Sockets;

namespace OjApi.Callbacks;

/// <summary>
/// Connects to receivers. The address that is judged is the one that is connected to, so a name that resolves to something else a moment
/// later gains nothing. Thread-safe.
/// </summary>
internal sealed class ReceiverConnector(AddressRules rules, HostLookup lookup)
{
    /// <summary>Resolves, leaves out what may not be called, and connects to the first that answers.</summary>
    /// <exception cref="AddressRefusedException">Nothing is left.</exception>
    /// <exception cref="SocketException">The name has no address, or none of them answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint receiver, CancellationToken cancellationToken)
    {
        var found = await lookup.FindAsync(receiver.Host, cancellationToken);
        var permitted = found.Where(rules.Permits).ToList();
        if (permitted.Count == 0)
        {
            throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new AddressRefusedException();
        }
        foreach (var address in permitted.SkipLast(1))
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(address, receiver.Port), cancellationToken);
            }
            catch (SocketException)
            {
                // The next one, then; the last one's failure is told.
            }
        }
        return await ConnectAsync(new IPEndPoint(permitted[^1], receiver.Port), cancellationToken);
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
