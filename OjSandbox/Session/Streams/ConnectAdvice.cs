using System.Net.Sockets;
using Grpc.Core;

namespace OjSandbox.Session.Streams;

/// <summary>What to look at when an API server did not accept a stream; the errors below it name the symptom only. docs/troubleshooting.md quotes these.</summary>
internal static class ConnectAdvice
{
    /// <summary>A clause to put behind the error, or nothing.</summary>
    public static string For(Exception failure) => failure switch
    {
        RpcException { StatusCode: StatusCode.Unauthenticated } => "; Oj:JoinToken has to be the same here and at the API server",
        RpcException { StatusCode: StatusCode.FailedPrecondition } => "; sandbox and API server have to be of versions that speak the same protocol",
        RpcException { Status.Detail: var detail } when detail.StartsWith("Bad gRPC response", StringComparison.Ordinal) =>
            "; an HTTP server that is no API server answered: a wrong port, or a proxy in between",
        RpcException { Status.DebugException: { } cause } when Chain(cause).Any(IsForeignProtocol) =>
            "; what listens there does not speak clear-text HTTP/2: a wrong port, a proxy in between, or a port for TLS",
        RpcException { Status.DebugException: { } cause } when Chain(cause).Any(each => each is SocketException { SocketErrorCode: SocketError.ConnectionRefused }) =>
            "; nothing listens at this address and port",
        _ => "",
    };

    private static bool IsForeignProtocol(Exception exception) =>
        (exception as HttpRequestException)?.HttpRequestError is HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse
        || (exception as HttpIOException)?.HttpRequestError is HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse;

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var each = exception; each is not null; each = each.InnerException)
        {
            yield return each;
        }
    }
}
