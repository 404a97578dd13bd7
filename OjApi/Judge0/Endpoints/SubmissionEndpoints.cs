using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Requests;
using OjApi.Judge0.Responses;
using OjApi.Languages;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>One submission at a time: send it, read it, delete it.</summary>
internal sealed class SubmissionEndpoints(
    RequestBody body, SubmissionReader reader, ISubmissionIntake intake, ISubmissionStore store, KnownLanguages languages, IOptions<Judge0Options> options, TimeProvider time)
{
    internal const string NotUnicode =
        "some attributes for this submission cannot be converted to UTF-8, use base64_encoded=true query parameter";

    private readonly Judge0Options _options = options.Value;

    public async Task<IResult> CreateAsync(
        HttpContext context,
        [AsParameters] OutputQuery query,
        [FromQuery(Name = "wait"), Description("Whether to answer only when the verdict is known. Default false.")] string? wait)
    {
        if (_options.MaintenanceMode)
        {
            return JsonAnswer.Error(StatusCodes.Status503ServiceUnavailable, _options.MaintenanceMessage);
        }
        var isWaiting = wait == "true";
        if (isWaiting && !_options.EnableWaitResult)
        {
            return JsonAnswer.Error(StatusCodes.Status400BadRequest, "wait not allowed");
        }
        var writer = query.CreateWriter(languages);
        var errors = new FieldErrors();
        var submission = await reader.ReadAsync(await body.ReadFieldsAsync(context.Request), context.Request, query.IsBase64, errors);
        if (submission is null)
        {
            return new JsonAnswer(StatusCodes.Status422UnprocessableEntity, errors.WriteTo);
        }
        var accepted = (await intake.AcceptAsync([submission], context.RequestAborted))[0];
        if (!isWaiting)
        {
            return new JsonAnswer(StatusCodes.Status201Created, json => WriteToken(json, accepted.Token));
        }
        var latest = await WaitAsync(accepted, context.RequestAborted);
        return new JsonAnswer(StatusCodes.Status201Created, json =>
        {
            if (writer.CanWrite(latest))
            {
                writer.Write(json, latest);
                return;
            }
            json.WriteStartObject();
            json.WriteString("error", NotUnicode);
            json.WriteString("token", latest.Token);
            json.WriteEndObject();
        });
    }

    public async Task<IResult> GetAsync(string token, [AsParameters] OutputQuery query, CancellationToken cancellationToken)
    {
        var writer = query.CreateWriter(languages);
        var submission = Guid.TryParseExact(token, "D", out var id) ? await store.FindAsync(id, cancellationToken) : null;
        if (submission is null)
        {
            return JsonAnswer.NotFound();
        }
        return writer.CanWrite(submission)
            ? new JsonAnswer(StatusCodes.Status200OK, json => writer.Write(json, submission))
            : JsonAnswer.Error(StatusCodes.Status400BadRequest, NotUnicode);
    }

    public async Task<IResult> DeleteAsync(
        string token,
        [FromQuery(Name = "fields"), Description("As for reading; the answer is always in base64.")] string? fields,
        CancellationToken cancellationToken)
    {
        if (!_options.EnableSubmissionDelete)
        {
            return JsonAnswer.Error(StatusCodes.Status400BadRequest, "delete not allowed");
        }
        var writer = new SubmissionWriter(FieldSelection.Parse(fields), isBase64: true, languages.Find);
        var submission = Guid.TryParseExact(token, "D", out var id) ? await store.FindAsync(id, cancellationToken) : null;
        if (submission is null)
        {
            return JsonAnswer.NotFound();
        }
        if (submission.State != SubmissionState.Final)
        {
            var status = Judge0Status.Of(submission);
            return JsonAnswer.Error(
                StatusCodes.Status400BadRequest, $"submission cannot be deleted because its status is {status.Id} ({status.Description})");
        }
        return await store.DeleteAsync(id, cancellationToken)
            ? new JsonAnswer(StatusCodes.Status200OK, json => writer.Write(json, submission))
            : JsonAnswer.NotFound();
    }

    internal static void WriteToken(System.Text.Json.Utf8JsonWriter json, Guid token)
    {
        json.WriteStartObject();
        json.WriteString("token", token);
        json.WriteEndObject();
    }

    // The submission is accepted: whatever keeps us from waiting, its token must reach the client.
    private async Task<Submission> WaitAsync(Submission accepted, CancellationToken aborted)
    {
        using var limit = new CancellationTokenSource(_options.MaxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, aborted);
        try
        {
            return await intake.WaitForFinalAsync(accepted.Token, either.Token) ?? accepted;
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException && !aborted.IsCancellationRequested)
        {
            return await TryFindAsync(accepted.Token, aborted) ?? accepted;
        }
    }

    private async Task<Submission?> TryFindAsync(Guid token, CancellationToken cancellationToken)
    {
        try
        {
            return await store.FindAsync(token, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
