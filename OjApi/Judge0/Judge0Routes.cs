using OjApi.Judge0.Access;
using OjApi.Judge0.Documentation;
using OjApi.Judge0.Endpoints;
using OjApi.Judge0.Requests;

namespace OjApi.Judge0;

/// <summary>The routes of the interface and how they are described.</summary>
internal static class Judge0Routes
{
    private const string Submission = """{"language_id":71,"source_code":"print(int(input()) * 2)","stdin":"21","expected_output":"42"}""";

    private const string TenantHeader = "Tenant of all submissions in this request; a submission that names another one is refused.";

    public static void MapSubmissions(this RouteGroupBuilder routes, IServiceProvider services)
    {
        var submissions = services.GetRequiredService<SubmissionEndpoints>();
        var group = routes.MapGroup("/submissions").WithTags("Submissions");
        group.MapPost("", submissions.CreateAsync)
            .Describe("Send a submission", "Answers with its token as soon as it is safely stored, or with wait=true when its verdict is known.")
            .TakesHeader(QueueFields.TenantHeader, TenantHeader)
            .Takes<SubmissionRequest>(Submission)
            .Answers<TokenAnswer>(StatusCodes.Status201Created, "Accepted; with wait=true, the submission itself.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "The body is not JSON, or a query parameter is wrong.")
            .Answers<ErrorAnswer>(StatusCodes.Status413PayloadTooLarge, "The body is too large.")
            .Answers<Dictionary<string, string[]>>(StatusCodes.Status422UnprocessableEntity, "What is wrong, by field.")
            .Answers<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable, "No room, or no store: try again after Retry-After.");
        group.MapGet("", services.GetRequiredService<SubmissionListEndpoint>().ListAsync).AddEndpointFilter<AuthorizationFilter>()
            .Describe("List submissions", "Newest first. Needs the authorization token.")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, "One page, and under meta where it stands.")
            .Answers(StatusCodes.Status403Forbidden, "Not authorized.");
        group.MapGet("/{token}", submissions.GetAsync)
            .Describe("Read a submission")
            .Answers<SubmissionAnswer>(StatusCodes.Status200OK, "The fields that were asked for.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "A field is unknown, or a text needs base64_encoded=true.")
            .Answers<ErrorAnswer>(StatusCodes.Status404NotFound, "There is no such submission.");
        group.MapDelete("/{token}", submissions.DeleteAsync).AddEndpointFilter<AuthorizationFilter>()
            .Describe("Delete a final submission", "Needs the authorization token, and is off unless configured.")
            .Answers<SubmissionAnswer>(StatusCodes.Status200OK, "What was deleted, in base64.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "Not allowed, or not final.");
        MapBatch(group, services.GetRequiredService<BatchEndpoints>());
    }

    public static void MapInformation(this RouteGroupBuilder routes, IServiceProvider services)
    {
        var languages = services.GetRequiredService<LanguageEndpoints>();
        var about = routes.MapGroup("").WithTags("About");
        about.MapGet("/languages", languages.ListAsync).Describe("Languages", "Ordered by name; the names tell the installed versions.");
        about.MapGet("/languages/all", languages.ListAllAsync).Describe("Languages, archived ones included");
        about.MapGet("/languages/{id}", languages.GetAsync).Describe("One language", "By any of its ids.");
        about.MapGet("/statuses", AboutEndpoints.Statuses).Describe("Statuses");
        about.MapGet("/about", AboutEndpoints.About).Describe("About this server");
        about.MapGet("/version", AboutEndpoints.Version).Describe("Version of the interface, as text");
        about.MapGet("/license", AboutEndpoints.License).Describe("License, as text");
        about.MapGet("/isolate", AboutEndpoints.Isolate).Describe("How programs are isolated, as text");
        var system = routes.MapGroup("").WithTags("System");
        system.MapGet("/system_info", SystemEndpoints.SystemInfo).Describe("The machine this replica runs on");
        system.MapGet("/config_info", SystemEndpoints.ConfigInfo).Describe("Limits, their defaults, and what is allowed");
        system.MapGet("/statistics", services.GetRequiredService<StatisticsEndpoint>().GetAsync).Describe("Counts of all submissions", "Counted at most every ten minutes.");
        system.MapGet("/workers", SystemEndpoints.WorkersAsync).Describe("What waits, and how many slots judge");
        var access = routes.MapGroup("").WithTags("Access");
        access.MapPost("/authenticate", () => Results.Ok()).Describe("Check the authentication token")
            .Answers(StatusCodes.Status200OK, "It is right, or none is needed.").Answers(StatusCodes.Status401Unauthorized, "It is wrong.");
        access.MapPost("/authorize", () => Results.Ok()).AddEndpointFilter<AuthorizationFilter>().Describe("Check the authorization token")
            .Answers(StatusCodes.Status200OK, "It is right.").Answers(StatusCodes.Status403Forbidden, "It is wrong, or there is none.");
    }

    private static void MapBatch(RouteGroupBuilder group, BatchEndpoints batch)
    {
        group.MapPost("/batch", batch.CreateAsync)
            .Describe("Send several submissions", "The valid ones are stored all or none.")
            .TakesHeader(QueueFields.TenantHeader, TenantHeader)
            .Takes<BatchRequest>($$"""{"submissions":[{{Submission}}]}""")
            .Answers<TokenAnswer[]>(StatusCodes.Status201Created, "For each a token, or what is wrong with it, in their order.")
            .Answers<Dictionary<string, string[]>[]>(StatusCodes.Status422UnprocessableEntity, "None of them is valid.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "None, or too many, or batches are not allowed.");
        group.MapGet("/batch", batch.GetAsync)
            .Describe("Read several submissions")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, "In the order of the tokens; null for an unknown one.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "None, or too many, or batches are not allowed.");
    }
}
