using System.Globalization;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Requests;
using OjApi.Judge0.Responses;
using OjApi.Submissions;

namespace OjApi.Judge0;

/// <summary>Turns what keeps a request from being answered into the form clients of Judge0 know.</summary>
internal sealed class RefusalFilter(IOptions<Judge0Options> options) : IEndpointFilter
{
    private readonly string _retryAfter = Math.Ceiling(options.Value.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RequestRefusedException exception)
        {
            return JsonAnswer.Error(exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (exception is QueueFullException or NoRoomException or TooManyFollowersException)
        {
            return TryLater(context.HttpContext, exception.Message);
        }
        catch (StoreUnavailableException)
        {
            return TryLater(context.HttpContext, "the submission store is not available");
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody reads an answer, and nothing went wrong.
            return Results.Empty;
        }
    }

    private JsonAnswer TryLater(HttpContext context, string message)
    {
        context.Response.Headers.RetryAfter = _retryAfter;
        return JsonAnswer.Error(StatusCodes.Status503ServiceUnavailable, message);
    }
}
