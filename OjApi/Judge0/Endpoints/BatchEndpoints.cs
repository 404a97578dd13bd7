using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Requests;
using OjApi.Judge0.Responses;
using OjApi.Languages;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>Several submissions in one request.</summary>
internal sealed class BatchEndpoints(
    RequestBody body, SubmissionReader reader, ISubmissionIntake intake, ISubmissionStore store, KnownLanguages languages, IOptions<Judge0Options> options)
{
    private readonly Judge0Options _options = options.Value;

    public async Task<IResult> CreateAsync(
        HttpContext context,
        [FromQuery(Name = "base64_encoded"), Description("Whether source code, input and expected output are in base64. Default false.")] string? base64Encoded)
    {
        RefuseWhenDisabled();
        var sent = await body.ReadBatchAsync(context.Request);
        RefuseSize(sent.Count);
        var answers = new List<(NewSubmission? Submission, FieldErrors Errors)>(sent.Count);
        foreach (var fields in sent)
        {
            var errors = new FieldErrors();
            if (fields is null)
            {
                errors.Add("submission", "must be a JSON object");
            }
            answers.Add((fields is null ? null : await reader.ReadAsync(fields, context.Request, base64Encoded == "true", errors), errors));
        }
        var valid = answers.Where(answer => answer.Submission is not null).Select(answer => answer.Submission!).ToList();
        var accepted = valid.Count == 0 ? [] : await intake.AcceptAsync(valid, context.RequestAborted);
        return new JsonAnswer(valid.Count == 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status201Created, json =>
        {
            using var tokens = accepted.Select(submission => submission.Token).GetEnumerator();
            json.WriteStartArray();
            foreach (var (submission, errors) in answers)
            {
                if (submission is not null && tokens.MoveNext())
                {
                    SubmissionEndpoints.WriteToken(json, tokens.Current);
                }
                else
                {
                    errors.WriteTo(json);
                }
            }
            json.WriteEndArray();
        });
    }

    public async Task<IResult> GetAsync(
        HttpRequest request,
        [AsParameters] OutputQuery query,
        [FromQuery(Name = "tokens"), Description("Tokens of the submissions, separated by commas.")] string? tokens,
        CancellationToken cancellationToken)
    {
        RefuseWhenDisabled();
        var writer = query.CreateWriter(languages);
        var names = (tokens ?? request.Headers["tokens"].ToString()).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        RefuseSize(names.Length);
        var ids = names.Select(name => Guid.TryParseExact(name, "D", out var id) ? id : Guid.Empty).ToList();
        var found = await store.FindAsync([.. ids.Distinct()], cancellationToken);
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

    private void RefuseWhenDisabled()
    {
        if (!_options.EnableBatchedSubmissions)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "batched submissions are not allowed");
        }
    }

    private void RefuseSize(int count)
    {
        if (count == 0)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "there should be at least one submission in a batch");
        }
        if (count > _options.MaxSubmissionBatchSize)
        {
            throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, $"number of submissions in a batch should be less than or equal to {_options.MaxSubmissionBatchSize}");
        }
    }
}
