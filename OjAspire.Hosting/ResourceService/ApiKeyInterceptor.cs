using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace OjAspire.Hosting.ResourceService;

/// <summary>Refuses calls without the key. A key says who may see environments and stop processes, so it is compared in constant time.</summary>
internal sealed class ApiKeyInterceptor(string apiKey) : Interceptor
{
    internal const string HeaderName = "x-resource-service-api-key";

    private readonly byte[] _expected = Encoding.UTF8.GetBytes(apiKey);

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, responseStream, context);
    }

    private void Check(ServerCallContext context)
    {
        var given = Encoding.UTF8.GetBytes(context.RequestHeaders.GetValue(HeaderName) ?? "");
        if (!CryptographicOperations.FixedTimeEquals(given, _expected))
        {
            throw new RpcException(new(StatusCode.Unauthenticated, $"The call needs the key of the resource service in '{HeaderName}'."));
        }
    }
}
