using OjAspire.Dashboard.Otlp.Http;

namespace OjAspire.Dashboard.Otlp;

/// <summary>Lets only senders with a key through, whichever protocol they speak.</summary>
internal static class ApiKeyCheck
{
    /// <summary>The header, or in gRPC the metadata, that carries the key.</summary>
    public const string Header = "x-otlp-api-key";

    private const string Reason = "The header " + Header + " is missing or has a wrong key.";

    public static void UseApiKeyCheck(this IApplicationBuilder app)
    {
        var keys = app.ApplicationServices.GetRequiredService<ApiKeys>();
        app.Use((context, next) => keys.Open(context.Request.Headers[Header])
            ? next(context)
            : Answers.RefuseAsync(context, StatusCodes.Status401Unauthorized, Reason));
    }
}
