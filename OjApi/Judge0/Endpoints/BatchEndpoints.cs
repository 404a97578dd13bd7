using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using OjApi.Judge0.Requests;
using OjApi.Judge0.Responses;
using OjApi.Languages;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>Several submissions in one request.</summary>
internal sealed class BatchEndpoints(
    RequestBody body,
    SubmissionReader reader,
    RepeatedRequests repeated,
    ISubmissionIntake intake,
    ISubmissionStore store,
    CallbackStates callbacks,
    KnownLanguages languages,
    BatchRules batches)
{
    public async Task<IResult> CreateAsync(
        HttpContext context,
        [FromQuery(Name = "base64_encoded"), Description("Whether source code, input and expected output are in base64. Default false.")] string? base64Encoded)
    {
        batches.RefuseWhenDisabled();
        var sent = await body.ReadBatchAsync(context.Request);
        batches.RefuseSize(sent.Count);
        var key = repeated.Read(context.Request, base64Encoded == "true", sent);
        if (await repeated.FindAnswerAsync(key, context) is { } earlier)
        {
            return Answer(StatusCodes.Status201Created, earlier);
        }
        var read = new List<(NewSubmission? Submission, FieldErrors Errors)>(sent.Count);
        foreach (var fields in sent)
        {
            var errors = new FieldErrors();
            if (fields is null)
            {
                errors.Add("submission", "must be a JSON object");
            }
            read.Add((fields is null ? null : await reader.ReadAsync(fields, context.Request, base64Encoded == "true", errors), errors));
        }
        var answer = Write(read);
        var valid = read.Select(each => each.Submission).OfType<NewSubmission>().ToList();
        if (valid.Count == 0)
        {
            return Answer(StatusCodes.Status422UnprocessableEntity, answer);
        }
        if (key is null)
        {
            await intake.AcceptAsync(valid, context.RequestAborted);
        }
        else if (await intake.AcceptOnceAsync(valid, key, answer, context.RequestAborted) is { } quicker)
        {
            answer = repeated.Replay(key, quicker, context);
        }
        return Answer(StatusCodes.Status201Created, answer);
    }

    public async Task<IResult> GetAsync(
        HttpRequest request,
        [AsParameters] OutputQuery query,
        [FromQuery(Name = "tokens"), Description("Tokens of the submissions, separated by commas.")] string? tokens,
        CancellationToken cancellationToken)
    {
        batches.RefuseWhenDisabled();
        var writer = query.CreateWriter(languages);
        var names = BatchRules.Split(tokens ?? request.Headers["tokens"].ToString());
        batches.RefuseSize(names.Count);
        var ids = names.Select(name => Guid.TryParseExact(name, "D", out var id) ? id : Guid.Empty).ToList();
        var found = await store.FindAsync([.. ids.Distinct()], cancellationToken);
        found = (await callbacks.AddToAsync([.. found.Values], writer, cancellationToken)).ToDictionary(submission => submission.Token);
        if (!found.Values.All(writer.CanWrite))
        {
            return JsonAnswer.Error(
                StatusCodes.Status400BadRequest,
                "some attributes for one or more submissions cannot be converted to UTF-8, use base64_encoded=true query parameter");
        }
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("submissions");
            foreach (var id in ids)
            {
                if (found.TryGetValue(id, out var submission))
                {
                    writer.Write(json, submission);
                }
                else
                {
                    json.WriteNullValue();
                }
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Written before it is sent, so that it can be stored with the submissions.</summary>
    private static byte[] Write(IEnumerable<(NewSubmission? Submission, FieldErrors Errors)> answers)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, JsonAnswer.Options))
        {
            json.WriteStartArray();
            foreach (var (submission, errors) in answers)
            {
                if (submission is null)
                {
                    errors.WriteTo(json);
                }
                else
                {
                    SubmissionEndpoints.WriteToken(json, submission.Token);
                }
            }
            json.WriteEndArray();
        }
        return body.WrittenSpan.ToArray();
    }

    private static JsonAnswer Answer(int statusCode, byte[] body) => new(statusCode, json => json.WriteRawValue(body));
}
