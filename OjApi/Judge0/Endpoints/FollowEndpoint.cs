using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Responses;
using OjApi.Languages;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>Tells a client how its submission comes along, at any replica, until it is final.</summary>
internal sealed class FollowEndpoint(
    SubmissionFollowers followers, ISubmissionStore store, KnownLanguages languages, IOptions<Judge0Options> options, TimeProvider time)
{
    /// <exception cref="TooManyFollowersException">As many follow as may.</exception>
    public async Task<IResult> FollowAsync(
        HttpContext context,
        string token,
        [AsParameters] OutputQuery query,
        [FromHeader(Name = "Last-Event-ID"), Description("The last event seen by a client that connects again; after the final one it is told to stop.")]
        string? lastEventId)
    {
        var writer = query.CreateWriter(languages);
        if (!Guid.TryParseExact(token, "D", out var id))
        {
            return JsonAnswer.NotFound();
        }

        // Before the store is read, so that no change falls between the two; the end of the request ends it, whatever happens.
        var follower = followers.TryFollow(id, options.Value.MaxFollowers) ?? throw new TooManyFollowersException();
        context.Response.RegisterForDispose(follower);
        var submission = await store.FindAsync(id, context.RequestAborted);
        if (submission is null)
        {
            return JsonAnswer.NotFound();
        }

        if (submission.State == SubmissionState.Final && lastEventId == SubmissionEvents.FinalId(submission))
        {
            // A browser connects again to a stream that has ended, unless it is told so.
            return Results.NoContent();
        }

        // For nginx, which would else keep the events until there are enough of them.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var events = new SubmissionEvents(follower, followers, store, writer, context.Response, options.Value.FollowHeartbeat, time);
        return TypedResults.ServerSentEvents(events.ReadAsync(submission, context.RequestAborted));
    }
}
