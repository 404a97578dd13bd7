using System.Net;
using System.Net.Sockets;

namespace OjAspire.Hosting.Processes;

/// <summary>
/// Finds ports that nobody listens on. Another program may still take one before it is used; whoever uses it then fails
/// to bind, ends, and is started again with another.
/// </summary>
internal static class FreePort
{
    public static int Find()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
