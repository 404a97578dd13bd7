using Google.Protobuf;
using Microsoft.Extensions.Options;
using OjAspire.Dashboard.Otlp.Protos;

namespace OjAspire.Dashboard.Otlp.Http;

/// <summary>OTLP over HTTP: one address for each signal, bodies as protobuf or as JSON.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otlp/#otlphttp</remarks>
internal static class HttpExports
{
    public static void MapHttpExports(this IEndpointRouteBuilder app)
    {
        app.Map("/v1/traces", ExportTraceServiceRequest.Parser, JsonIds.Mend, static (intake, request) => intake.Traces.Take(request));
        app.Map("/v1/metrics", ExportMetricsServiceRequest.Parser, JsonIds.Mend, static (intake, request) => intake.Metrics.Take(request));
        app.Map("/v1/logs", ExportLogsServiceRequest.Parser, JsonIds.Mend, static (intake, request) => intake.Logs.Take(request));
    }

    private static void Map<TRequest, TResponse>(
        this IEndpointRouteBuilder app, string path, MessageParser<TRequest> parser, Action<TRequest> mend, Func<Intake, TRequest, TResponse> take)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse> =>
        app.MapPost(path, async (HttpContext context, Intake intake, IOptions<OtlpOptions> options) =>
        {
            var format = BodyFormat.Of(context.Request.ContentType);
            if (format is null)
            {
                await Answers.RefuseAsync(
                    context, StatusCodes.Status415UnsupportedMediaType, $"The content type must be {BodyFormat.Protobuf.ContentType} or {BodyFormat.Json.ContentType}.");
                return;
            }
            try
            {
                var body = await Body.ReadAsync(context.Request, options.Value.MaxRequestSize, context.RequestAborted);
                await Answers.WriteAsync(context, StatusCodes.Status200OK, format, take(intake, format.Parse(body, parser, mend)));
            }
            catch (RequestRefusedException refusal)
            {
                await Answers.RefuseAsync(context, refusal.StatusCode, refusal.Message);
            }
        });
}
