using System.Text.Json.Nodes;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Judge0;

/// <summary>Judging anew, the attempts of a submission, and the list of what is quarantined.</summary>
public sealed class RejudgeTests : IAsyncLifetime
{
    private const string Admin = "X-Auth-User=admin";

    private static readonly object Good = new { language_id = 71, source_code = "1" };

    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync(("Judge0:AuthorizationToken", "admin"));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_final_submission_is_queued_again_and_shows_all_its_attempts()
    {
        var token = await _host.SubmitAsync(Good);
        await _host.Store.RequeueAsync(token, 1, owner: null, new AttemptEnd(
            AttemptEnding.Died, "its sandbox died", "sandbox-x", TestSubmissions.Created, new DeliveryCounts(1, 1)), default);
        await _host.Store.AssignAsync(token, 2, "server-a", "sandbox-y", TestSubmissions.Created, default);
        await _host.Store.FinishAsync(token, 2, TestSubmissions.Accepted(), TestSubmissions.Created.AddSeconds(1), default);

        using var rejudged = await _host.PostAsync($"/submissions/{token}/rejudge?{Admin}", "");

        Assert.Equal(201, (int)rejudged.StatusCode);
        Assert.Equal($$"""{"token":"{{token}}"}""", (await ApiHost.ReadAsync(rejudged)).ToJsonString());
        var queued = await _host.ReadAsync($"/submissions/{token}?fields=status_id,attempt,verdict,finished_at,stdout");
        Assert.Equal("""{"status_id":1,"attempt":3,"verdict":null,"finished_at":null,"stdout":null}""", queued.ToJsonString());
        var attempts = await _host.ReadAsync($"/submissions/{token}/attempts?{Admin}");
        var expected = JsonNode.Parse($$"""
            {"token":"{{token}}","attempts":[
              {"attempt":1,"sandbox":"sandbox-x","started_at":null,"ended_at":"2026-11-23T10:00:00.123Z","ended":"died","reason":"its sandbox died",
               "status":null,"verdict":null,"time":null,"memory":null},
              {"attempt":2,"sandbox":"sandbox-y","started_at":"2026-11-23T10:00:00.123Z","ended_at":"2026-11-23T10:00:01.123Z","ended":"judged","reason":null,
               "status":{"id":3,"description":"Accepted"},"verdict":"AC","time":"0.012","memory":3400},
              {"attempt":3,"sandbox":null,"started_at":null,"ended_at":null,"ended":null,"reason":null,
               "status":{"id":1,"description":"In Queue"},"verdict":null,"time":null,"memory":null}]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, attempts), attempts.ToJsonString());

        // What went wrong inside is for the operator.
        Assert.Null((await _host.ReadAsync($"/submissions/{token}/attempts"))["attempts"]![0]!["reason"]);
    }

    [Fact]
    public async Task What_is_not_final_or_not_there_or_not_allowed_is_not_rejudged()
    {
        var token = await _host.SubmitAsync(Good);

        using var early = await _host.PostAsync($"/submissions/{token}/rejudge?{Admin}", "");
        using var unknown = await _host.PostAsync($"/submissions/{Guid.NewGuid()}/rejudge?{Admin}", "");
        using var malformed = await _host.PostAsync($"/submissions/x/rejudge?{Admin}", "");
        using var forbidden = await _host.PostAsync($"/submissions/{token}/rejudge", "");
        using var noAttempts = await _host.GetAsync($"/submissions/{Guid.NewGuid()}/attempts");

        Assert.Equal([409, 404, 404, 403, 404], new[] { early, unknown, malformed, forbidden, noAttempts }.Select(response => (int)response.StatusCode));
        Assert.Equal("""{"error":"submission is not final"}""", (await ApiHost.ReadAsync(early)).ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_answers_for_each_in_its_order(bool inBody)
    {
        var (final, queued) = (await _host.SubmitAsync(Good), await _host.SubmitAsync(Good));
        await _host.Intake.FinishAsync(final, TestSubmissions.Accepted());
        string[] tokens = [$"{queued}", "x", $"{final}"];

        using var response = inBody
            ? await _host.PostAsync($"/submissions/batch/rejudge?{Admin}", new { tokens })
            : await _host.PostAsync($"/submissions/batch/rejudge?{Admin}&tokens={string.Join(',', tokens)}", "");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(
            $$"""[{"token":"{{queued}}","error":"submission is not final"},{"token":"x","error":"there is no such submission"},{"token":"{{final}}"}]""",
            (await ApiHost.ReadAsync(response)).ToJsonString());
        Assert.Equal(2, (await _host.Store.FindAsync(final, default))!.Attempt);
    }

    [Theory]
    [InlineData("""{"tokens":[]}""", "there should be at least one submission in a batch")]
    [InlineData("""{"tokens":[5,"\ud800"]}""", null)]
    [InlineData("""[]""", "there should be at least one submission in a batch")]
    [InlineData("""{"tokens":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}""", "number of submissions in a batch should be less than or equal to 20")]
    public async Task A_batch_of_nonsense_is_refused_or_answered_with_what_is_wrong(string body, string? error)
    {
        using var response = await _host.PostAsync($"/submissions/batch/rejudge?{Admin}", body);

        Assert.Equal(error is null ? 200 : 400, (int)response.StatusCode);
        var answer = await ApiHost.ReadAsync(response);
        Assert.Equal(error ?? "there is no such submission", (error is null ? answer[1] : answer)!["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_room_a_batch_is_to_be_sent_again_unless_a_part_of_it_is_queued_already()
    {
        var (first, second) = (await _host.SubmitAsync(Good), await _host.SubmitAsync(Good));
        await _host.Intake.FinishAsync(first, TestSubmissions.Accepted());
        await _host.Intake.FinishAsync(second, TestSubmissions.Accepted());
        _host.Control.Before = token => token == second ? throw new QueueFullException() : Task.CompletedTask;

        using var none = await _host.PostAsync($"/submissions/batch/rejudge?{Admin}&tokens={second},{first}", "");
        using var some = await _host.PostAsync($"/submissions/batch/rejudge?{Admin}&tokens={first},{second}", "");

        Assert.Equal((503, true), ((int)none.StatusCode, none.Headers.RetryAfter is not null));
        Assert.Equal(
            $$"""[{"token":"{{first}}"},{"token":"{{second}}","error":"queue is full"}]""", (await ApiHost.ReadAsync(some)).ToJsonString());
    }

    [Fact]
    public async Task The_authorized_list_what_is_quarantined_and_what_else_has_no_verdict()
    {
        var (quarantined, cancelled, givenUp) = (await _host.SubmitAsync(Good), await _host.SubmitAsync(Good), await _host.SubmitAsync(Good));
        await _host.Store.FailAsync(quarantined, 1, owner: null, new JudgingFailure(Unjudged.Quarantined, "two died", new DeliveryCounts(2, 2)), TestSubmissions.Created, default);
        await _host.Store.CancelAsync(cancelled, TestSubmissions.Created, default);
        await _host.Store.FailAsync(givenUp, 1, "three failed");

        Assert.Equal(
            $$$"""{"submissions":[{"token":"{{{quarantined}}}","verdict":"IE","message":"two died"}],"meta":{"current_page":1,"next_page":null,"prev_page":null,"total_pages":1,"total_count":1}}""",
            (await _host.ReadAsync($"/submissions/quarantine?{Admin}&fields=token,verdict,message")).ToJsonString());
        Assert.Equal([$"{cancelled}"], await ListAsync("cancelled"));
        Assert.Equal([$"{givenUp}"], await ListAsync("given_up"));
        Assert.Equal([$"{quarantined}"], await ListAsync("quarantined"));
        using var forbidden = await _host.GetAsync("/submissions/quarantine");
        using var unknown = await _host.GetAsync($"/submissions?{Admin}&unjudged=x");
        Assert.Equal([403, 400], new[] { forbidden, unknown }.Select(response => (int)response.StatusCode));
    }

    private async Task<string[]> ListAsync(string unjudged)
    {
        var page = await _host.ReadAsync($"/submissions?{Admin}&unjudged={unjudged}&fields=token");
        return [.. page["submissions"]!.AsArray().Select(item => item!["token"]!.GetValue<string>())];
    }
}
