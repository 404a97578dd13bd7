using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace OjAspire.Hosting.Proxying;

/// <summary>
/// Hands each request of one endpoint to a replica: request by request, not connection by connection. Nothing is
/// buffered and no time limit cuts a stream; a replica that cannot be reached is passed over for another.
/// </summary>
internal sealed partial class BalancingProxy(
    string resourceName, Rotation rotation, IHttpForwarder forwarder, HttpMessageInvoker client, ILogger<BalancingProxy> logger)
{
    // HTTP/2 stays HTTP/2 on the way to the replica, because gRPC needs it; everything else is HTTP/1.1, upgrades included.
    private static readonly ForwarderRequestConfig Http1 = Config(HttpVersion.Version11);
    private static readonly ForwarderRequestConfig Http2 = Config(HttpVersion.Version20);

    public async Task HandleAsync(HttpContext context)
    {
        List<Destination> tried = [];
        while (rotation.Next(tried) is { } destination)
        {
            if (await ForwardAsync(context, destination))
            {
                return;
            }

            tried.Add(destination);
            context.Response.Clear();
        }

        await RefuseAsync(context);
    }

    /// <summary>
    /// Whether the request is done with: answered, or failed in a way that forbids to repeat it. One that never reached the
    /// replica may be repeated; so may one that only reads, as long as nothing has been answered.
    /// </summary>
    private async Task<bool> ForwardAsync(HttpContext context, Destination destination)
    {
        var config = HttpProtocol.IsHttp2(context.Request.Protocol) ? Http2 : Http1;
        destination.Enter();
        try
        {
            var error = await forwarder.SendAsync(context, destination.Prefix, client, config, StreamingTransformer.Instance);
            var exception = context.GetForwarderErrorFeature()?.Exception;
            if (error == ForwarderError.None || context.RequestAborted.IsCancellationRequested)
            {
                return true;
            }

            Log.ForwardingFailed(logger, resourceName, destination.Prefix, error, exception?.Message);
            var neverReached = exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
            var onlyReads = error == ForwarderError.Request && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
            return context.Response.HasStarted || !(neverReached || onlyReads);
        }
        finally
        {
            destination.Exit();
        }
    }

    private Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Results.Problem(
            title: "No replica available",
            detail: $"No replica of '{resourceName}' takes requests at the moment. Try again shortly.",
            statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
    }

    private static ForwarderRequestConfig Config(Version version) => new()
    {
        Version = version,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = Timeout.InfiniteTimeSpan,
        AllowResponseBuffering = false,
    };

    private static partial class Log
    {
        [LoggerMessage(3021, LogLevel.Debug, "A request to {Resource} failed at {Replica}: {Error}, {Reason}", EventName = "ForwardingFailed")]
        public static partial void ForwardingFailed(ILogger logger, string resource, string replica, ForwarderError error, string? reason);
    }
}
