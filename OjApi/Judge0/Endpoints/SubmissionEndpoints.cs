using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Requests;
using OjApi.Judge0.Responses;
using OjApi.Languages;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>One submission at a time: send it and read it.</summary>
internal sealed class SubmissionEndpoints(
    RequestBody body,
    SubmissionReader reader,
    RepeatedRequests repeated,
    ISubmissionIntake intake,
    ISubmissionStore store,
    CallbackStates callbacks,
    KnownLanguages languages,
    IOptions<Judge0Options> options,
    TimeProvider time)
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
        var fields = await body.ReadFieldsAsync(context.Request);
        var key = repeated.Read(context.Request, query.IsBase64, fields);
        Guid token;
        if (await repeated.FindAnswerAsync(key, context) is { } answer)
        {
            token = new Guid(answer);
        }
        else
        {
            var errors = new FieldErrors();
            var submission = await reader.ReadAsync(fields, context.Request, query.IsBase64, errors);
            if (submission is null)
            {
                return new JsonAnswer(StatusCodes.Status422UnprocessableEntity, errors.WriteTo);
            }
            token = await AcceptAsync(submission, key, context);
        }
        return isWaiting && await WaitAsync(token, writer, context.RequestAborted) is { } latest
            ? new JsonAnswer(StatusCodes.Status201Created, json => WriteOrError(json, writer, latest))
            : new JsonAnswer(StatusCodes.Status201Created, json => WriteToken(json, token));
    }

    public async Task<IResult> GetAsync(string token, [AsParameters] OutputQuery query, CancellationToken cancellationToken)
    {
        var writer = query.CreateWriter(languages);
        var submission = Guid.TryParseExact(token, "D", out var id) ? await store.FindAsync(id, cancellationToken) : null;
        if (submission is null)
        {
            return JsonAnswer.NotFound();
        }
        submission = await callbacks.AddToAsync(submission, writer, cancellationToken);
        return writer.CanWrite(submission)
            ? new JsonAnswer(StatusCodes.Status200OK, json => writer.Write(json, submission))
            : JsonAnswer.Error(StatusCodes.Status400BadRequest, NotUnicode);
    }

    /// <summary>Writes a submission, or why it cannot be written, where it is too late for another status.</summary>
    internal static void WriteOrError(Utf8JsonWriter json, SubmissionWriter writer, Submission submission)
    {
        if (writer.CanWrite(submission))
        {
            writer.Write(json, submission);
            return;
        }
        json.WriteStartObject();
        json.WriteString("error", NotUnicode);
        json.WriteString("token", submission.Token);
        json.WriteEndObject();
    }

    internal static void WriteToken(Utf8JsonWriter json, Guid token)
    {
        json.WriteStartObject();
        json.WriteString("token", token);
        json.WriteEndObject();
    }

    /// <summary>Accepts it, unless a request with this key was quicker.</summary>
    /// <returns>Its token, or that which the quicker one was answered.</returns>
    private async Task<Guid> AcceptAsync(NewSubmission submission, RequestKey? key, HttpContext context)
    {
        if (key is null)
        {
            await intake.AcceptAsync([submission], context.RequestAborted);
            return submission.Token;
        }
        var earlier = await intake.AcceptOnceAsync([submission], key, submission.Token.ToByteArray(), context.RequestAborted);
        return earlier is null ? submission.Token : new Guid(repeated.Replay(key, earlier, context));
    }

    // The submission is accepted: whatever keeps us from waiting, its token must reach the client.
    private async Task<Submission?> WaitAsync(Guid token, SubmissionWriter writer, CancellationToken aborted)
    {
        using var limit = new CancellationTokenSource(_options.MaxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, aborted);
        try
        {
            var latest = await intake.WaitForFinalAsync(token, either.Token);
            return latest is null ? null : await callbacks.AddToAsync(latest, writer, either.Token);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException && !aborted.IsCancellationRequested)
        {
            return await TryFindAsync(token, aborted);
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
