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

    private const string KeyHeader =
        "Name of this request, new for each one and hard to guess, in double quotes or bare. The same request with the same key is answered as the "
        + "first one was, by any replica, and nothing is stored again; another request with it is refused with 422.";

    private const string Page = "One page, and under meta where it stands.";

    private const string NotAuthorized = "Not authorized.";

    public static void MapSubmissions(this RouteGroupBuilder routes, IServiceProvider services)
    {
        var submissions = services.GetRequiredService<SubmissionEndpoints>();
        var group = routes.MapGroup("/submissions").WithTags("Submissions");
        group.MapPost("", submissions.CreateAsync)
            .Describe("Send a submission", "Answers with its token as soon as it is safely stored, or with wait=true when its verdict is known.")
            .TakesHeader(QueueFields.TenantHeader, TenantHeader)
            .TakesHeader(RepeatedRequests.KeyHeader, KeyHeader)
            .Takes<SubmissionRequest>(Submission)
            .Answers<TokenAnswer>(StatusCodes.Status201Created, "Accepted; with wait=true, the submission itself.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "The body is not JSON, or a query parameter or the idempotency key is wrong.")
            .Answers<ErrorAnswer>(StatusCodes.Status413PayloadTooLarge, "The body is too large.")
            .Answers<Dictionary<string, string[]>>(StatusCodes.Status422UnprocessableEntity, "What is wrong, by field; or, under error, that the idempotency key was used for another request.")
            .Answers<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable, "No room, or no store: try again after Retry-After.");
        group.MapGet("", services.GetRequiredService<SubmissionListEndpoint>().ListAsync).AddEndpointFilter<AuthorizationFilter>()
            .Describe("List submissions", "Newest first. Needs the authorization token.")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, Page)
            .Answers(StatusCodes.Status403Forbidden, NotAuthorized);
        group.MapGet("/{token}", submissions.GetAsync)
            .Describe("Read a submission")
            .Answers<SubmissionAnswer>(StatusCodes.Status200OK, "The fields that were asked for.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "A field is unknown, or a text needs base64_encoded=true.")
            .Answers<ErrorAnswer>(StatusCodes.Status404NotFound, "There is no such submission.");
        group.MapGet("/{token}/events", services.GetRequiredService<FollowEndpoint>().FollowAsync)
            .Describe(
                "Follow a submission",
                "Server-sent events, at any replica: the state now, then each change, then the submission as reading it answers, and the end. "
                + "Events: queued, processing, compiling, running, redelivered (another attempt begins: we failed, not the program) and final. "
                + "All but final carry token, status and attempt. Stages may be left out, final never is; a client whose connection ends before it connects again.")
            .AnswersEvents("The events. Lines that begin with a colon only keep the connection open.")
            .Answers(StatusCodes.Status204NoContent, "Last-Event-ID is that of the final event: there is nothing more to come.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "A field is unknown.")
            .Answers<ErrorAnswer>(StatusCodes.Status404NotFound, "There is no such submission.")
            .Answers<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable, "Too many clients follow here, or no store: try again after Retry-After.");
        group.MapDelete("/{token}", services.GetRequiredService<DeleteEndpoint>().DeleteAsync)
            .Describe("Cancel or delete a submission", """
                One that is not final is cancelled: it ends without a verdict (status 13, verdict CANCELLED), and its program is stopped.
                Its token is all one needs, unless the server is configured to ask for the authorization token. Doing it again does no
                harm. One that is final is deleted; that needs the authorization token, and is off unless configured.
                """)
            .Answers<SubmissionAnswer>(StatusCodes.Status200OK, "What was cancelled or deleted, in base64.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "It is final, and deleting is not allowed.")
            .Answers(StatusCodes.Status403Forbidden, NotAuthorized)
            .Answers<ErrorAnswer>(StatusCodes.Status404NotFound, "There is no such submission.")
            .Answers<ErrorAnswer>(StatusCodes.Status409Conflict, "Its outcome was quicker than the wish to cancel it.");
        MapAttempts(group, services);
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

    private static void MapAttempts(RouteGroupBuilder group, IServiceProvider services)
    {
        var rejudge = services.GetRequiredService<RejudgeEndpoints>();
        var list = services.GetRequiredService<SubmissionListEndpoint>();
        group.MapGet("/quarantine", list.ListQuarantinedAsync).AddEndpointFilter<AuthorizationFilter>()
            .Describe("List quarantined submissions", "Not judged any more because sandboxes died of them. Newest first. Needs the authorization token.")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, Page)
            .Answers(StatusCodes.Status403Forbidden, NotAuthorized);
        group.MapGet("/{token}/attempts", services.GetRequiredService<AttemptsEndpoint>().GetAsync)
            .Describe("Read the attempts of a submission", "How each of them ended: what a rejudge replaced is kept.")
            .Answers<AttemptsAnswer>(StatusCodes.Status200OK, "All attempts in their order.")
            .Answers<ErrorAnswer>(StatusCodes.Status404NotFound, "There is no such submission.");
        group.MapPost("/{token}/rejudge", rejudge.RejudgeAsync).AddEndpointFilter<AuthorizationFilter>()
            .Describe("Judge a submission anew", "Its outcome so far is kept among its attempts. Needs the authorization token.")
            .Answers<RejudgeAnswer>(StatusCodes.Status201Created, "It is queued again.")
            .Answers(StatusCodes.Status403Forbidden, NotAuthorized)
            .Answers<ErrorAnswer>(StatusCodes.Status404NotFound, "There is no such submission.")
            .Answers<ErrorAnswer>(StatusCodes.Status409Conflict, "It is not final.")
            .Answers<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable, "No room, or no store: try again after Retry-After.");
        group.MapPost("/batch/rejudge", rejudge.RejudgeBatchAsync).AddEndpointFilter<AuthorizationFilter>()
            .Describe("Judge several submissions anew", "Each by itself. Needs the authorization token.")
            .Takes<TokensRequest>("""{"tokens":["d85cd024-1548-4165-96c7-7bc88673f194"]}""", isRequired: false)
            .Answers<RejudgeAnswer[]>(StatusCodes.Status200OK, "In the order of the tokens.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "None, or too many, or batches are not allowed.")
            .Answers(StatusCodes.Status403Forbidden, NotAuthorized)
            .Answers<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable, "No room, or no store, for the first of them.");
    }

    private static void MapBatch(RouteGroupBuilder group, BatchEndpoints batch)
    {
        group.MapPost("/batch", batch.CreateAsync)
            .Describe("Send several submissions", "The valid ones are stored all or none.")
            .TakesHeader(QueueFields.TenantHeader, TenantHeader)
            .TakesHeader(RepeatedRequests.KeyHeader, KeyHeader)
            .Takes<BatchRequest>($$"""{"submissions":[{{Submission}}]}""")
            .Answers<TokenAnswer[]>(StatusCodes.Status201Created, "For each a token, or what is wrong with it, in their order.")
            .Answers<Dictionary<string, string[]>[]>(StatusCodes.Status422UnprocessableEntity, "None of them is valid; or, as an object with error, the idempotency key was used for another request.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "None, or too many, or batches are not allowed.");
        group.MapGet("/batch", batch.GetAsync)
            .Describe("Read several submissions")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, "In the order of the tokens; null for an unknown one.")
            .Answers<ErrorAnswer>(StatusCodes.Status400BadRequest, "None, or too many, or batches are not allowed.");
    }
}
