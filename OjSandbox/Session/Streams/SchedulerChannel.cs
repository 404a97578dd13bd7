using Grpc.Net.Client;
using OjSandbox.Discovery;
using OjSandbox.Session.Tls;

namespace OjSandbox.Session.Streams;

/// <summary>Opens one HTTP/2 connection to one replica, made so that a dead peer is noticed within seconds.</summary>
internal static class SchedulerChannel
{
    // A job carries source, input, expected output and files; the API server bounds what it accepts far below this.
    private const int MostBytesReceived = 256 * 1024 * 1024;

    // A peer that is just silent is to be noticed within five seconds. The handler looks at both of these only once a
    // second, so that together they mean up to four.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PingAnswerWithin = TimeSpan.FromSeconds(1.5);
    // Longer than it takes until a lost first packet is sent again, and no longer: a replica that can be reached again is to
    // be met by the next attempt and not by the growing pauses between the packets of this one.
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(2);

    /// <summary>The channel; disposing it closes the connection.</summary>
    public static GrpcChannel Open(SchedulerEndpoint endpoint, ClientTls tls)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectWithin,
            KeepAlivePingDelay = PingAfter,
            KeepAlivePingTimeout = PingAnswerWithin,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            // A replica's own address: never through a proxy, whatever the environment says.
            UseProxy = false,
            // A call that lives for days is no span; the traces travel inside the messages.
            ActivityHeadersPropagator = null,
        };
        var address = endpoint.TlsName is { } name ? tls.Apply(handler, endpoint, name) : endpoint.Address;
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MostBytesReceived,
        });
    }
}
