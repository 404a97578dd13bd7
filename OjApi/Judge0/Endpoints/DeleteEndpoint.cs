using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Access;
using OjApi.Judge0.Responses;
using OjApi.Languages;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>
/// Cancels a submission that is not final, and deletes one that is. Its token is all one needs to cancel it: it cannot be guessed,
/// and whoever sent the submission has it.
/// </summary>
internal sealed class DeleteEndpoint(
    ISubmissionStore store,
    ISubmissionControl control,
    Authorization authorization,
    CallbackStates callbacks,
    KnownLanguages languages,
    IOptions<Judge0Options> options)
{
    private readonly Judge0Options _options = options.Value;

    public async Task<IResult> DeleteAsync(
        HttpRequest request,
        string token,
        [FromQuery(Name = "fields"), Description("As for reading; the answer is always in base64.")] string? fields,
        CancellationToken cancellationToken)
    {
        var isAuthorized = authorization.Admits(request);
        var submission = Guid.TryParseExact(token, "D", out var id) ? await store.FindAsync(id, cancellationToken) : null;
        var mayCancel = isAuthorized || !_options.RestrictCancel;
        if (submission is { State: not SubmissionState.Final } && mayCancel)
        {
            return await CancelAsync(id, fields, cancellationToken);
        }
        if (submission is { Unjudged: Unjudged.Cancelled } && mayCancel && !(isAuthorized && _options.EnableSubmissionDelete))
        {
            return await AnswerAsync(submission, fields, cancellationToken);
        }
        if (!isAuthorized)
        {
            return Authorization.Forbidden();
        }
        if (!_options.EnableSubmissionDelete)
        {
            return JsonAnswer.Error(StatusCodes.Status400BadRequest, "delete not allowed");
        }
        if (submission is null)
        {
            return JsonAnswer.NotFound();
        }
        var answer = await AnswerAsync(submission, fields, cancellationToken);
        return await store.DeleteAsync(id, cancellationToken) ? answer : JsonAnswer.NotFound();
    }

    private async Task<IResult> CancelAsync(Guid id, string? fields, CancellationToken cancellationToken)
    {
        // Before anything is done: a field may be unknown.
        FieldSelection.Parse(fields);
        var isCancelled = await control.CancelAsync(id, cancellationToken);
        if (await store.FindAsync(id, cancellationToken) is not { } submission)
        {
            return JsonAnswer.NotFound();
        }

        // Whoever wanted to cancel it does not want it deleted when its outcome was quicker.
        return isCancelled || submission.Unjudged == Unjudged.Cancelled
            ? await AnswerAsync(submission, fields, cancellationToken)
            : JsonAnswer.Error(StatusCodes.Status409Conflict, $"submission cannot be cancelled because its status is {Status(submission)}");
    }

    private async Task<JsonAnswer> AnswerAsync(Submission submission, string? fields, CancellationToken cancellationToken)
    {
        var writer = new SubmissionWriter(FieldSelection.Parse(fields), isBase64: true, languages.Find);
        submission = await callbacks.AddToAsync(submission, writer, cancellationToken);
        return new JsonAnswer(StatusCodes.Status200OK, json => writer.Write(json, submission));
    }

    private static string Status(Submission submission)
    {
        var status = Judge0Status.Of(submission);
        return $"{status.Id} ({status.Description})";
    }
}
