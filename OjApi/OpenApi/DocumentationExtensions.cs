using Scalar.AspNetCore;

namespace OjApi.OpenApi;

/// <summary>Composes the description of the HTTP interface: the OpenAPI document and a page to browse it.</summary>
internal static class DocumentationExtensions
{
    private const string DocumentRoute = "/openapi/{documentName}.json";
    private const string PageRoute = "/docs";

    /// <summary>Adds the OpenAPI document.</summary>
    public static TBuilder AddApiDocumentation<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "OjAspire";
            document.Info.Description = """
                An online judge. Send a program to `POST /submissions`, keep the token, and read the verdict from
                `GET /submissions/{token}`; any replica answers for any submission. The interface is that of Judge0 CE 1.13.1,
                so existing clients work unchanged.
                """;
            return Task.CompletedTask;
        }));
        return builder;
    }

    /// <summary>
    /// Maps the document at <c>/openapi/v1.json</c> and the page at <c>/docs</c>; <c>/</c> leads there. Everything the page needs
    /// comes from this server, so it works without the internet.
    /// </summary>
    public static WebApplication MapApiDocumentation(this WebApplication app)
    {
        app.MapOpenApi(DocumentRoute);
        app.MapScalarApiReference(PageRoute, options => options
            .WithTitle("OjAspire")
            .WithOpenApiRoutePattern(DocumentRoute)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent());
        app.MapGet("/", () => Results.Redirect(PageRoute)).ExcludeFromDescription();
        return app;
    }
}
