using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using OjApi.Judge0.Requests;
using OjApi.Judge0.Responses;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>Has final submissions judged anew.</summary>
internal sealed class RejudgeEndpoints(RequestBody body, ISubmissionControl control, BatchRules batches)
{
    private const string NotFinal = "submission is not final";
    private const string Unknown = "there is no such submission";

    public async Task<IResult> RejudgeAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await TryRejudgeAsync(token, cancellationToken);
        return outcome switch
        {
            RejudgeOutcome.Queued => new JsonAnswer(StatusCodes.Status201Created, json => Write(json, token, null)),
            RejudgeOutcome.NotFinal => JsonAnswer.Error(StatusCodes.Status409Conflict, NotFinal),
            _ => JsonAnswer.NotFound(),
        };
    }

    public async Task<IResult> RejudgeBatchAsync(
        HttpRequest request,
        [FromQuery(Name = "tokens"), Description("Tokens of the submissions, separated by commas; or else they are in the body.")] string? tokens,
        CancellationToken cancellationToken)
    {
        batches.RefuseWhenDisabled();
        var names = tokens is null ? await body.ReadTokensAsync(request) : BatchRules.Split(tokens);
        batches.RefuseSize(names.Count);
        var answers = new List<(string Token, string? Error)>(names.Count);
        foreach (var name in names)
        {
            var isFirst = answers.TrueForAll(answer => answer.Error is not null);
            answers.Add((name, await TryOneOfManyAsync(name, isFirst, cancellationToken)));
        }
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray();
            answers.ForEach(answer => Write(json, answer.Token, answer.Error));
            json.WriteEndArray();
        });
    }

    /// <summary>What is wrong with one of a batch. While none of it is queued, the client may as well send the whole batch again.</summary>
    private async Task<string?> TryOneOfManyAsync(string token, bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            return await TryRejudgeAsync(token, cancellationToken) switch
            {
                RejudgeOutcome.Queued => null,
                RejudgeOutcome.NotFinal => NotFinal,
                _ => Unknown,
            };
        }
        catch (Exception exception) when (!isFirst && exception is QueueFullException or StoreUnavailableException)
        {
            return exception.Message;
        }
    }

    private async Task<RejudgeOutcome> TryRejudgeAsync(string token, CancellationToken cancellationToken) =>
        Guid.TryParseExact(token, "D", out var id) ? await control.RejudgeAsync(id, cancellationToken) : RejudgeOutcome.Unknown;

    private static void Write(Utf8JsonWriter json, string token, string? error)
    {
        json.WriteStartObject();
        json.WriteString("token", token);
        if (error is not null)
        {
            json.WriteString("error", error);
        }
        json.WriteEndObject();
    }
}
