using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using OjApi.Judge0.Responses;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>
/// The events of one follower, as the WHATWG HTML standard (section "Server-sent events") has them: the state now, each change, and the
/// final submission, which is the last. In between a comment now and then, which keeps proxies from closing the connection and finds
/// out whether the client is still there.
/// </summary>
internal sealed class SubmissionEvents(
    SubmissionFollower follower,
    SubmissionFollowers followers,
    ISubmissionStore store,
    SubmissionWriter writer,
    HttpResponse response,
    TimeSpan heartbeat,
    TimeProvider time)
{
    private const string FinalEvent = "final";

    private static readonly ReadOnlyMemory<byte> Comment = ":\n\n"u8.ToArray();

    /// <summary>Identifies the state that an event tells, so that a client which has seen it can be told apart.</summary>
    public static string FinalId(Submission submission) => $"{submission.Attempt}-{FinalEvent}";

    /// <summary>Reads to the end: the outcome, the client gone, or this replica about to stop.</summary>
    /// <param name="submission">As it was read when the follower was there already.</param>
    public async IAsyncEnumerable<SseItem<string>> ReadAsync(Submission submission, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var current = submission;
        while (current is { State: not SubmissionState.Final })
        {
            follower.Reached(new SubmissionProgress(
                current.Attempt, current.State == SubmissionState.Queued ? SubmissionStage.Queued : SubmissionStage.Processing));
            if (follower.TakeProgress(out var before) is { } progress)
            {
                yield return Describe(progress, before);
            }

            if (followers.HaveEnded || !await WaitAsync(cancellationToken))
            {
                yield break;
            }

            current = follower.TakeLook() ? await TryFindAsync(cancellationToken) : current;
        }

        if (current is not null)
        {
            var final = current;
            yield return new SseItem<string>(
                JsonAnswer.Text(json => SubmissionEndpoints.WriteOrError(json, writer, final)), FinalEvent) { EventId = FinalId(final) };
        }
    }

    private SseItem<string> Describe(SubmissionProgress progress, SubmissionProgress? before)
    {
        var isRedelivery = progress.Stage == SubmissionStage.Queued && before is not null;
        var name = isRedelivery ? "redelivered" : progress.Stage.ToString().ToLowerInvariant();
        var status = progress.Stage == SubmissionStage.Queued ? Judge0Status.InQueue : Judge0Status.Processing;
        var data = JsonAnswer.Text(json =>
        {
            json.WriteStartObject();
            json.WriteString("token", follower.Token);
            json.WriteStartObject("status");
            json.WriteNumber("id", status.Id);
            json.WriteString("description", status.Description);
            json.WriteEndObject();
            json.WriteNumber("attempt", progress.Attempt);
            json.WriteEndObject();
        });
        return new SseItem<string>(data, name) { EventId = $"{progress.Attempt}-{name}" };
    }

    /// <summary>Waits until there is something to say; says meanwhile that this server is still there.</summary>
    /// <returns>Whether the client is.</returns>
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!await ChangedAsync(cancellationToken))
            {
                // Whoever writes the events waits for the next one just now, so nobody else writes.
                await response.Body.WriteAsync(Comment, cancellationToken);
                await response.Body.FlushAsync(cancellationToken);
            }

            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private async Task<bool> ChangedAsync(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            await follower.Changed.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // Without the store there is nothing to say: the client connects again, and is told to wait by whoever answers.
    private async Task<Submission?> TryFindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.FindAsync(follower.Token, cancellationToken);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            return null;
        }
    }
}
