using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Access;
using OjApi.Judge0.Endpoints;
using OjApi.Judge0.Requests;

namespace OjApi.Judge0;

/// <summary>Composes the Judge0 CE REST interface.</summary>
internal static class Judge0Extensions
{
    private const string CorsPolicy = "Judge0";

    /// <summary>Adds the interface. Needs the store, the known languages, and an intake of submissions.</summary>
    public static TBuilder AddJudge0<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddOptions<Judge0Options>().BindConfiguration(Judge0Options.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<Judge0Options>, Judge0OptionsValidator>();
        services.AddSingleton<RequestBody>();
        services.AddSingleton<SubmissionReader>();
        services.AddSingleton<SubmissionEndpoints>();
        services.AddSingleton<SubmissionListEndpoint>();
        services.AddSingleton<BatchEndpoints>();
        services.AddSingleton<LanguageEndpoints>();
        services.AddSingleton<StatisticsEndpoint>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<Judge0Options>>((cors, judge0) => cors.AddPolicy(CorsPolicy, policy => policy
            .WithOrigins(judge0.Value.AllowOrigin.Split(' ', StringSplitOptions.RemoveEmptyEntries)).AllowAnyHeader().AllowAnyMethod()));
        return builder;
    }

    /// <summary>Maps the routes of the interface at the root.</summary>
    public static WebApplication MapJudge0(this WebApplication app)
    {
        app.UseCors();
        var routes = app.MapGroup("").RequireCors(CorsPolicy).AddEndpointFilter<RefusalFilter>().AddEndpointFilter<AuthenticationFilter>();
        routes.MapSubmissions(app.Services);
        routes.MapInformation(app.Services);
        return app;
    }

    private static void MapSubmissions(this RouteGroupBuilder routes, IServiceProvider services)
    {
        var submissions = services.GetRequiredService<SubmissionEndpoints>();
        var batch = services.GetRequiredService<BatchEndpoints>();
        var list = services.GetRequiredService<SubmissionListEndpoint>();
        var group = routes.MapGroup("/submissions").WithTags("Submissions");
        group.MapPost("", submissions.CreateAsync);
        group.MapGet("", list.ListAsync).AddEndpointFilter<AuthorizationFilter>();
        group.MapPost("/batch", batch.CreateAsync);
        group.MapGet("/batch", batch.GetAsync);
        group.MapGet("/{token}", submissions.GetAsync);
        group.MapDelete("/{token}", submissions.DeleteAsync).AddEndpointFilter<AuthorizationFilter>();
    }

    private static void MapInformation(this RouteGroupBuilder routes, IServiceProvider services)
    {
        var languages = services.GetRequiredService<LanguageEndpoints>();
        var about = routes.MapGroup("").WithTags("About");
        about.MapGet("/languages", languages.ListAsync);
        about.MapGet("/languages/all", languages.ListAllAsync);
        about.MapGet("/languages/{id}", languages.GetAsync);
        about.MapGet("/statuses", AboutEndpoints.Statuses);
        about.MapGet("/about", AboutEndpoints.About);
        about.MapGet("/version", AboutEndpoints.Version);
        about.MapGet("/license", AboutEndpoints.License);
        about.MapGet("/isolate", AboutEndpoints.Isolate);
        var system = routes.MapGroup("").WithTags("System");
        system.MapGet("/system_info", SystemEndpoints.SystemInfo);
        system.MapGet("/config_info", SystemEndpoints.ConfigInfo);
        system.MapGet("/statistics", services.GetRequiredService<StatisticsEndpoint>().GetAsync);
        system.MapGet("/workers", SystemEndpoints.WorkersAsync);
        var access = routes.MapGroup("").WithTags("Access");
        access.MapPost("/authenticate", () => Results.Ok());
        access.MapPost("/authorize", () => Results.Ok()).AddEndpointFilter<AuthorizationFilter>();
    }
}
