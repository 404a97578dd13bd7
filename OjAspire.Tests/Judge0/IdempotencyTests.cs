using OjApi.Submissions;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Judge0;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private static readonly object Good = new { language_id = 71, source_code = "1" };

    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_repeat_gets_the_answer_of_the_first_and_stores_nothing()
    {
        using var first = await PostAsync("k");
        using var repeat = await PostAsync("k");

        Assert.Equal((201, 201), ((int)first.StatusCode, (int)repeat.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await repeat.Content.ReadAsStringAsync());
        Assert.Equal((false, true), (IsReplay(first), IsReplay(repeat)));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Many_at_once_are_one_submission()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var response = await PostAsync("k");
            return (int)response.StatusCode + await response.Content.ReadAsStringAsync();
        }));

        Assert.Single(answers.Distinct());
        Assert.Equal(1, await CountAsync());
    }

    [Theory]
    [InlineData("/submissions", """{"language_id":71,"source_code":"2"}""")]
    [InlineData("/submissions", """{"language_id":71,"source_code":"1","stdin":""}""")]
    [InlineData("/submissions?base64_encoded=true", """{"language_id":71,"source_code":"1"}""")]
    [InlineData("/submissions/batch", """{"submissions":[{"language_id":71,"source_code":"1"}]}""")]
    public async Task Another_request_with_the_key_is_refused(string path, string body)
    {
        using var first = await PostAsync("k");

        using var other = await PostAsync("k", path, body);

        Assert.Equal(422, (int)other.StatusCode);
        Assert.Equal(
            "Idempotency-Key was used for another request; take a new key for each request",
            (await ApiHost.ReadAsync(other))["error"]!.GetValue<string>());
        Assert.Equal(1, await CountAsync());
    }

    [Theory]
    [InlineData("/submissions", """{ "source_code" : "1", "unknown":5, "language_id" : 71 }""")]
    [InlineData("/submissions?fields=token", """{"language_id":71,"source_code":"1"}""")]
    public async Task The_same_request_written_otherwise_is_a_repeat(string path, string body)
    {
        using var first = await PostAsync("k");

        using var repeat = await PostAsync("k", path, body);

        Assert.True(IsReplay(repeat));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_form_is_a_repeat_of_a_form_whatever_divides_its_parts()
    {
        var tokens = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/submissions")
            {
                Content = new MultipartFormDataContent
                {
                    { new StringContent("71"), "language_id" },
                    { new StringContent("1"), "source_code" },
                },
                Headers = { { "Idempotency-Key", "k" } },
            };
            using var response = await _host.Client.SendAsync(request);
            tokens.Add(await response.Content.ReadAsStringAsync());
        }

        Assert.Single(tokens.Distinct());
    }

    [Fact]
    public async Task A_batch_is_repeated_with_its_errors()
    {
        var body = new { submissions = new[] { Good, new { language_id = 71 }, "text", Good } };
        using var first = await PostAsync("k", "/submissions/batch", body);
        using var repeat = await PostAsync("k", "/submissions/batch", body);

        var answer = await first.Content.ReadAsStringAsync();
        Assert.Contains("can't be blank", answer, StringComparison.Ordinal);
        Assert.Equal((201, answer), ((int)repeat.StatusCode, await repeat.Content.ReadAsStringAsync()));
        Assert.Equal((2, true), (await CountAsync(), IsReplay(repeat)));
    }

    [Fact]
    public async Task A_repeat_that_waits_has_the_verdict_of_the_first()
    {
        using var first = await PostAsync("k");
        var token = (await ApiHost.ReadAsync(first))["token"]!.GetValue<Guid>();

        var repeat = PostAsync("k", "/submissions?wait=true");
        await _host.Intake.Waiting.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await _host.Intake.FinishAsync(token, TestSubmissions.Accepted());

        using var answer = await repeat;
        var judged = await ApiHost.ReadAsync(answer);
        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Equal((token, 3), (judged["token"]!.GetValue<Guid>(), judged["status"]!["id"]!.GetValue<int>()));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_refused_request_leaves_the_key_free()
    {
        using var invalid = await PostAsync("k", "/submissions", new { language_id = 71 });
        _host.Intake.Refusal = new QueueFullException();
        using var full = await PostAsync("k");
        _host.Intake.Refusal = null;

        using var first = await PostAsync("k");

        Assert.Equal((422, 503, 201), ((int)invalid.StatusCode, (int)full.StatusCode, (int)first.StatusCode));
        Assert.False(IsReplay(first));
    }

    [Fact]
    public async Task A_repeat_needs_no_room()
    {
        using var first = await PostAsync("k");
        _host.Intake.Refusal = new QueueFullException();

        using var repeat = await PostAsync("k");

        Assert.Equal(201, (int)repeat.StatusCode);
    }

    [Theory]
    [InlineData("\"quoted \\\" text\"")]
    [InlineData("8e03978e-40d5-43e8-bc93-6894a57f9324")]
    [InlineData("\"8e03978e-40d5-43e8-bc93-6894a57f9324\"")]
    public async Task A_key_is_a_string_in_quotes_or_bare(string key)
    {
        using var response = await PostAsync(key);

        Assert.Equal(201, (int)response.StatusCode);
    }

    [Fact]
    public async Task Quotes_are_not_part_of_the_key()
    {
        using var first = await PostAsync("k1");
        using var repeat = await PostAsync("\"k1\"");

        Assert.True(IsReplay(repeat));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"open")]
    [InlineData("\"a\" b")]
    [InlineData("\"a\\b\"")]
    [InlineData("a, b")]
    [InlineData("a;b")]
    [InlineData("a b")]
    public async Task What_is_no_key_is_refused(string key)
    {
        using var response = await PostAsync(key);

        Assert.Equal(400, (int)response.StatusCode);
        var error = (await ApiHost.ReadAsync(response))["error"]!.GetValue<string>();
        Assert.StartsWith("Idempotency-Key must be one string", error, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Theory]
    [InlineData(255, 201)]
    [InlineData(256, 400)]
    public async Task A_key_has_at_most_255_characters(int length, int status)
    {
        using var response = await PostAsync(new string('k', length));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Two_keys_in_one_request_are_refused()
    {
        using var response = await _host.PostAsync("/submissions", Good, ("Idempotency-Key", "a"), ("Idempotency-Key", "b"));

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Keys_of_one_user_are_not_those_of_another()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:AuthenticationToken", "alice bob"));
        var tokens = new List<Guid>();
        foreach (var (user, tenant) in new[] { ("alice", ""), ("bob", ""), ("alice", "team"), ("alice", "TEAM"), ("alice", "") })
        {
            using var response = await host.PostAsync(
                "/submissions", Good, ("Idempotency-Key", "k"), ("X-Auth-Token", user), ("X-Oj-Tenant", tenant));
            tokens.Add((await ApiHost.ReadAsync(response))["token"]!.GetValue<Guid>());
        }

        Assert.Equal(3, tokens.Distinct().Count());
        Assert.Equal((tokens[0], tokens[2]), (tokens[4], tokens[3]));
    }

    private static bool IsReplay(HttpResponseMessage response) => response.Headers.Contains("Idempotent-Replayed");

    private Task<HttpResponseMessage> PostAsync(string key, string path = "/submissions", object? body = null) =>
        _host.PostAsync(path, body ?? Good, ("Idempotency-Key", key));

    private async Task<int> CountAsync() => (await _host.Store.ListAsync(1, 1, null, default)).TotalCount;
}
