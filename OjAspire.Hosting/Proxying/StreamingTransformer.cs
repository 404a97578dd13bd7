using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace OjAspire.Hosting.Proxying;

/// <summary>
/// Tells the replica who asked, for which host and how; what the client claims about itself is not believed. Hands the
/// head of a streamed answer on before its first message.
/// </summary>
internal sealed class StreamingTransformer : HttpTransformer
{
    public static readonly StreamingTransformer Instance = new();

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        Set("X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
        Set("X-Forwarded-Host", httpContext.Request.Host.Value);
        Set("X-Forwarded-Proto", httpContext.Request.Scheme);

        void Set(string name, string? value)
        {
            proxyRequest.Headers.Remove(name);
            if (value is not null)
            {
                proxyRequest.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        var hasBody = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (hasBody && proxyResponse is not null && IsStream(proxyResponse))
        {
            // The forwarder waits for the first bytes of the body, but a client may wait for the head before it says more.
            await httpContext.Response.Body.FlushAsync(cancellationToken);
        }

        return hasBody;
    }

    /// <summary>A gRPC answer that is over already has its status in the head and must stay in one piece.</summary>
    private static bool IsStream(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType switch
    {
        "text/event-stream" => true,
        { } type when type.StartsWith("application/grpc", StringComparison.Ordinal) => !response.Headers.Contains("grpc-status"),
        _ => false,
    };
}
