using System.Globalization;
using OjApi.Submissions;

namespace OjApi.OpenApi;

/// <summary>Composes what is answered where no route answers: problem details (RFC 9457), without paths, stacks or secrets.</summary>
internal static class ProblemExtensions
{
    private const int RetryAfterSeconds = 2;

    /// <summary>Adds problem details.</summary>
    public static TBuilder AddProblemAnswers<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = problem =>
        {
            if (problem.ProblemDetails.Status == StatusCodes.Status503ServiceUnavailable)
            {
                problem.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            }
        });
        return builder;
    }

    /// <summary>Answers unknown routes and unexpected failures. First of the pipeline.</summary>
    public static WebApplication UseProblemAnswers(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = exception => exception switch
            {
                StoreUnavailableException => StatusCodes.Status503ServiceUnavailable,
                BadHttpRequestException bad => bad.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        app.UseStatusCodePages();
        return app;
    }
}
