using System.Net;

namespace OjAspire.ServiceDefaults.ClearTextHttp;

/// <summary>One protocol's half of a shared listener, in the form in which Kestrel hands addresses to transports.</summary>
internal sealed class ClearTextEndPoint(SharedListener listener, bool isHttp2) : EndPoint
{
    public SharedListener Listener { get; } = listener;

    public bool IsHttp2 { get; } = isHttp2;

    public override string ToString() => $"{Listener.EndPoint}";
}
