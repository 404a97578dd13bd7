using System.Net;

namespace OjAspire.ServiceDefaults.SharedPort;

/// <summary>One protocol's part of a shared listener, in the form in which Kestrel hands addresses to transports.</summary>
internal sealed class SharedPortEndPoint(SharedListener listener, ConnectionProtocol protocol) : EndPoint
{
    public SharedListener Listener { get; } = listener;

    public ConnectionProtocol Protocol { get; } = protocol;

    public override string ToString() => $"{Listener.EndPoint}";
}
