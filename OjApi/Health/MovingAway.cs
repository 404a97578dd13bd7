using Microsoft.AspNetCore.Connections.Features;
using OjApi.Scheduling;

namespace OjApi.Health;

/// <summary>
/// While this replica is about to stop, tells each client with its answer to come back on another connection, which the load
/// balancer sends elsewhere: by <c>Connection: close</c> (RFC 9112 section 9.6), on HTTP/2 by GOAWAY (RFC 9113 section 6.8).
/// So connections end after an answer and not, when the server stops to listen, before the next question.
/// </summary>
internal static class MovingAway
{
    /// <summary>Adds it to every answer. First of the pipeline, so that no answer is without.</summary>
    public static void UseMovingAway(this WebApplication app)
    {
        var scheduler = app.Services.GetRequiredService<Scheduler>();
        app.Use((context, next) =>
        {
            // Registered always: what begins before the order to stop may end after it.
            context.Response.OnStarting(() =>
            {
                if (scheduler.IsDraining)
                {
                    Close(context);
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Close(HttpContext context)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
        else
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
