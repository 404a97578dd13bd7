using System.Text.Json;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjApi.Callbacks;
using OjApi.Judge0.Access;
using OjApi.Judge0.Endpoints;
using OjApi.Judge0.Requests;
using OjApi.Judge0.Responses;
using OjApi.Submissions;

namespace OjApi.Judge0;

/// <summary>Composes the Judge0 CE REST interface.</summary>
internal static class Judge0Extensions
{
    private const string CorsPolicy = "Judge0";

    /// <summary>
    /// Adds the interface. Needs the store, the known languages, the intake and control of submissions, and what sends callbacks.
    /// </summary>
    public static TBuilder AddJudge0<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddOptions<Judge0Options>().BindConfiguration(Judge0Options.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<Judge0Options>, Judge0OptionsValidator>();
        services.AddSingleton<Authorization>();
        services.AddSingleton<RequestBody>();
        services.AddSingleton<BodyRoom>();
        services.AddSingleton<QueueFields>();
        services.AddSingleton<CallbackField>();
        services.AddSingleton<RepeatMetrics>();
        services.AddSingleton<RepeatedRequests>();
        services.AddHostedService<ExpiredKeys>();
        services.AddSingleton<CallbackStates>();
        services.AddSingleton<CallbackBody>();
        services.AddSingleton<WriteCallbackBody>(provider => provider.GetRequiredService<CallbackBody>().Write);
        services.AddSingleton<SubmissionReader>();
        services.AddSingleton<SubmissionEndpoints>();
        services.TryAddSingleton<SubmissionFollowers>();
        services.AddSingleton<FollowEndpoint>();
        services.AddSingleton<SubmissionListEndpoint>();
        services.AddSingleton<DeleteEndpoint>();
        services.AddSingleton<RejudgeEndpoints>();
        services.AddSingleton<AttemptsEndpoint>();
        services.AddSingleton<BatchRules>();
        services.AddSingleton<BatchEndpoints>();
        services.AddSingleton<LanguageEndpoints>();
        services.AddSingleton<StatisticsEndpoint>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<Judge0Options>>((cors, judge0) => cors.AddPolicy(CorsPolicy, policy => policy
            .WithOrigins(judge0.Value.AllowOrigin.Split(' ', StringSplitOptions.RemoveEmptyEntries)).AllowAnyHeader().AllowAnyMethod()));
        return builder;
    }

    /// <summary>Maps the routes of the interface at the root.</summary>
    public static WebApplication MapJudge0(this WebApplication app)
    {
        app.UseCors();
        var routes = app.MapGroup("").RequireCors(CorsPolicy)
            .WithMetadata(new SkipStatusCodePagesAttribute())
            .AddEndpointFilter<RefusalFilter>()
            .AddEndpointFilter<AuthenticationFilter>()
            .AddEndpointFilter<BodyRoomFilter>();
        routes.MapSubmissions(app.Services);
        routes.MapInformation(app.Services);
        return app;
    }
}
