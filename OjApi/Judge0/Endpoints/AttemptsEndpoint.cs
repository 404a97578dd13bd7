using System.Text.Json;
using OjApi.Judge0.Access;
using OjApi.Judge0.Responses;
using OjApi.Submissions;
using OjApi.Telemetry;

namespace OjApi.Judge0.Endpoints;

/// <summary>All attempts of a submission: those that later ones replaced, and the current one.</summary>
internal sealed class AttemptsEndpoint(ISubmissionStore store, Authorization authorization)
{
    public async Task<IResult> GetAsync(HttpRequest request, string token, CancellationToken cancellationToken)
    {
        var submission = Guid.TryParseExact(token, "D", out var id) ? await store.FindAsync(id, cancellationToken) : null;
        if (submission is null)
        {
            return JsonAnswer.NotFound();
        }

        // What has become history since then is told as the current one.
        var past = (await store.ListAttemptsAsync(id, cancellationToken)).Where(attempt => attempt.Attempt < submission.Attempt);
        var isAuthorized = authorization.Admits(request);
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteString("token", submission.Token);
            json.WriteStartArray("attempts");
            foreach (var attempt in past)
            {
                Write(json, AttemptView.Of(attempt, submission), isAuthorized);
            }
            Write(json, AttemptView.Of(submission), isAuthorized);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, AttemptView attempt, bool isAuthorized)
    {
        json.WriteStartObject();
        json.WriteNumber("attempt", attempt.Submission.Attempt);
        json.WriteString("sandbox", attempt.Submission.SandboxBaseId);
        json.WriteString("started_at", Time(attempt.Submission.StartedAt));
        json.WriteString("ended_at", Time(attempt.Submission.FinishedAt));
        json.WriteString("ended", attempt.Ending is { } ending ? ApiTelemetryNames.Of(ending) : null);

        // For the operator: it may name what is inside a sandbox.
        json.WriteString("reason", isAuthorized ? attempt.Reason : null);
        foreach (var field in AttemptView.Fields)
        {
            json.WritePropertyName(field.Name);
            if (attempt.HasStatus)
            {
                field.Write!(json, attempt.Submission, _ => null);
            }
            else
            {
                json.WriteNullValue();
            }
        }
        json.WriteEndObject();
    }

    private static string? Time(DateTimeOffset? time) => time is { } value ? JudgeFormat.Time(value) : null;
}
