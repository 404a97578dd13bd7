using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;

namespace OjApi.Endpoints.Tls;

/// <summary>Turns requests without TLS away where that is wanted. gRPC calls pass: their gate refuses them with a status of their own.</summary>
internal static class ClearTextRefusal
{
    /// <summary>Adds the refusal to the pipeline when <see cref="TlsOptions.ClearText"/> asks for it.</summary>
    public static WebApplication UseClearTextRule(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<TlsOptions>>().Value.RefusesClearText)
        {
            app.Use((context, next) => IsThroughTls(context) || IsGrpc(context.Request) ? next(context) : RefuseAsync(context));
        }

        return app;
    }

    /// <summary>Whether a request came through TLS of this server's own.</summary>
    public static bool IsThroughTls(HttpContext context) => context.Features.Get<ITlsHandshakeFeature>() is not null;

    private static bool IsGrpc(HttpRequest request) => request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) ?? false;

    private static Task RefuseAsync(HttpContext context) => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "TLS is required",
        detail: "This server answers through TLS only; use https:// with the same host and port.").ExecuteAsync(context);
}
