using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace OjAspire.Hosting.Proxying;

/// <summary>Tells the replica who asked, for which host and how; what the client claims about itself is not believed.</summary>
internal sealed class ForwardedHeaders : HttpTransformer
{
    public static readonly ForwardedHeaders Instance = new();

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
}
