using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace OjApi.Judge0.Documentation;

/// <summary>Says in the OpenAPI document what the routes themselves leave open: they read and write their bodies by hand.</summary>
internal static class OperationDocumentation
{
    private const string Json = "application/json";

    /// <summary>Gives the operation its one-line and its longer description.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string summary, string description = "") =>
        route.WithSummary(summary).WithDescription(description);

    /// <summary>Describes an answer.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int statusCode, string description) =>
        route.WithMetadata(new ProducesResponseTypeAttribute(typeof(T), statusCode, Json) { Description = description });

    /// <summary>Describes an answer of server-sent events.</summary>
    public static RouteHandlerBuilder AnswersEvents(this RouteHandlerBuilder route, string description) =>
        route.WithMetadata(new ProducesResponseTypeAttribute(typeof(string), StatusCodes.Status200OK, "text/event-stream") { Description = description });

    /// <summary>Describes an answer without a body.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, int statusCode, string description) =>
        route.WithMetadata(new ProducesResponseTypeAttribute(typeof(void), statusCode) { Description = description });

    /// <summary>Describes an optional header of the request that no handler takes as a parameter.</summary>
    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder route, string name, string description) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });

    /// <summary>Describes the body of the request, without making routing insist on its content type.</summary>
    /// <param name="example">One such body, in JSON.</param>
    /// <param name="isRequired">Whether it has to be sent.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, string example, bool isRequired = true) =>
        route.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(T), cancellationToken: cancellationToken);
            context.Document!.AddComponent(typeof(T).Name, schema);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = isRequired,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new()
                    {
                        Schema = new OpenApiSchemaReference(typeof(T).Name, context.Document),
                        Example = JsonNode.Parse(example),
                    },
                },
            };
        });
}
