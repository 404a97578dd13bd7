using System.Globalization;
using Google.Protobuf;
using Google.Rpc;

namespace OjAspire.Dashboard.Otlp.Http;

/// <summary>What senders are told.</summary>
internal static class Answers
{
    private const string GrpcContentType = "application/grpc";

    /// <summary>Answers with a message.</summary>
    public static async Task WriteAsync(HttpContext context, int statusCode, BodyFormat format, IMessage message)
    {
        var body = format.Write(message);
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = format.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Says why a request is not taken, in the request's own protocol and format.</summary>
    public static Task RefuseAsync(HttpContext context, int statusCode, string reason)
    {
        if (context.Request.ContentType?.StartsWith(GrpcContentType, StringComparison.OrdinalIgnoreCase) is not true)
        {
            var format = BodyFormat.Of(context.Request.ContentType) ?? BodyFormat.Json;
            return WriteAsync(context, statusCode, format, new Status { Code = (int)CodeOf(statusCode), Message = reason });
        }
        // An answer that has failed before it began carries its trailers as headers.
        context.Response.ContentType = GrpcContentType;
        context.Response.Headers["grpc-status"] = ((int)CodeOf(statusCode)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = reason;
        return Task.CompletedTask;
    }

    private static Code CodeOf(int statusCode) => statusCode switch
    {
        StatusCodes.Status401Unauthorized => Code.Unauthenticated,
        StatusCodes.Status413PayloadTooLarge => Code.ResourceExhausted,
        StatusCodes.Status503ServiceUnavailable => Code.Unavailable,
        _ => Code.InvalidArgument,
    };
}
