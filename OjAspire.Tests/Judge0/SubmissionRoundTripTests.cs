using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Judge0;

public abstract class SubmissionRoundTripTests(TestStore store)
{
    private static readonly object Hello = new { language_id = 71, source_code = "print('héllo')" };

    [Fact]
    public async Task A_new_submission_answers_with_its_token_and_waits_in_the_queue()
    {
        await using var host = await ApiHost.StartAsync(store);

        var token = await host.SubmitAsync(Hello);

        var expected = JsonNode.Parse($$"""
            {"token":"{{token}}","time":null,"memory":null,"stdout":null,"stderr":null,"compile_output":null,"message":null,
             "status":{"id":1,"description":"In Queue"} }
            """);
        var answer = await host.ReadAsync($"/submissions/{token}");
        Assert.True(JsonNode.DeepEquals(expected, answer), answer.ToJsonString());
    }

    [Fact]
    public async Task All_fields_of_a_judged_submission_have_the_shape_clients_know()
    {
        await using var host = await ApiHost.StartAsync(store);
        host.Intake.Outcome = TestSubmissions.Accepted();
        var token = await host.SubmitAsync(new
        {
            language_id = "54",
            source_code = "int main(){}",
            stdin = "1 2",
            expected_output = "",
            compiler_options = "-O3",
            cpu_time_limit = "2.5",
            memory_limit = 65536,
            unknown = new[] { 1 },
        });

        var answer = await host.ReadAsync($"/submissions/{token}?fields=*");

        foreach (var name in new[] { "created_at", "finished_at" })
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer[name]!.GetValue<string>());
            ((JsonObject)answer).Remove(name);
        }
        var expected = JsonNode.Parse($$"""
            {"source_code":"int main(){}","language_id":54,"stdin":"1 2","expected_output":"","stdout":"1\n","status_id":3,
             "time":"0.012","memory":3400,"stderr":null,"token":"{{token}}","number_of_runs":1,"cpu_time_limit":"2.5","cpu_extra_time":"1.0",
             "wall_time_limit":"10.0","memory_limit":65536,"stack_limit":64000,"max_processes_and_or_threads":60,
             "enable_per_process_and_thread_time_limit":false,"enable_per_process_and_thread_memory_limit":false,"max_file_size":1024,
             "compile_output":null,"exit_code":0,"exit_signal":null,"message":null,"wall_time":"0.03","compiler_options":"-O3",
             "command_line_arguments":null,"redirect_stderr_to_stdout":false,"callback_url":null,"additional_files":null,
             "enable_network":false,"status":{"id":3,"description":"Accepted"},"language":{"id":54,"name":"C++ (GCC)"},"verdict":"AC","attempt":1,
             "tenant":"default","priority":0,"callback":null}
            """);
        Assert.True(JsonNode.DeepEquals(expected, answer), answer.ToJsonString());
    }

    [Fact]
    public async Task Base64_goes_in_leniently_and_comes_out_in_lines_of_sixty()
    {
        await using var host = await ApiHost.StartAsync(store);
        var source = new string('#', 100);
        var sent = Convert.ToBase64String(Encoding.UTF8.GetBytes(source));
        var token = await host.SubmitAsync(new { language_id = 71, source_code = " \n" + sent[..7] + "-_.\r\n" + sent[7..].TrimEnd('=') }, "?base64_encoded=true");

        var answer = await host.ReadAsync($"/submissions/{token}?base64_encoded=true&fields=source_code");
        var plain = await host.ReadAsync($"/submissions/{token}?fields=source_code");

        Assert.Equal(string.Concat(sent.Chunk(60).Select(line => new string(line) + "\n")), answer["source_code"]!.GetValue<string>());
        Assert.Equal(source, plain["source_code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Output_that_is_no_Unicode_is_readable_in_base64_only()
    {
        await using var host = await ApiHost.StartAsync(store);
        host.Intake.Outcome = TestSubmissions.Accepted();
        host.Intake.Outcome.Stdout = ByteString.CopyFrom(0xff, 0x00);
        const string Error = "some attributes for this submission cannot be converted to UTF-8, use base64_encoded=true query parameter";

        using var waited = await host.PostAsync("/submissions?wait=true", Hello);
        var answer = await ApiHost.ReadAsync(waited);
        var token = answer["token"]!.GetValue<Guid>();
        using var plain = await host.GetAsync($"/submissions/{token}");
        using var batch = await host.GetAsync($"/submissions/batch?tokens={token}");

        Assert.Equal((201, Error), ((int)waited.StatusCode, answer["error"]!.GetValue<string>()));
        Assert.Equal((400, Error), ((int)plain.StatusCode, (await ApiHost.ReadAsync(plain))["error"]!.GetValue<string>()));
        Assert.Equal(400, (int)batch.StatusCode);
        Assert.Equal("/wA=\n", (await host.ReadAsync($"/submissions/{token}?base64_encoded=true"))["stdout"]!.GetValue<string>());
        Assert.Equal(token, (await host.ReadAsync($"/submissions/{token}?fields=token"))["token"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task A_form_is_as_good_as_JSON()
    {
        await using var host = await ApiHost.StartAsync(store);

        using var response = await host.PostAsync(
            "/submissions", "language_id=71&source_code=print%281%29%0A&number_of_runs=3&redirect_stderr_to_stdout=1"u8.ToArray(), "application/x-www-form-urlencoded");
        var token = (await ApiHost.ReadAsync(response))["token"]!.GetValue<Guid>();

        var spec = (await host.Store.FindAsync(token, default))!.Spec;
        Assert.Equal(("print(1)\n", 3u, true), (spec.SourceCode.ToStringUtf8(), spec.NumberOfRuns, spec.RedirectStderrToStdout));
    }

    [Fact]
    public async Task Waiting_answers_with_the_verdict()
    {
        await using var host = await ApiHost.StartAsync(store);
        host.Intake.Outcome = TestSubmissions.Accepted();

        using var response = await host.PostAsync("/submissions?wait=true&fields=status_id,verdict", Hello);

        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal("""{"status_id":3,"verdict":"AC"}""", (await ApiHost.ReadAsync(response)).ToJsonString());
    }

    [Fact]
    public async Task Waiting_too_long_answers_with_the_state_so_far()
    {
        var time = new FakeTimeProvider();
        await using var host = await ApiHost.StartAsync(store, time, ("Judge0:MaxWait", "00:00:30"));

        var pending = host.PostAsync("/submissions?wait=true", Hello);
        await host.Intake.Waiting.Task;
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(pending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        using var response = await pending;
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal(1, (await ApiHost.ReadAsync(response))["status"]!["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_client_that_leaves_while_waiting_ends_the_wait()
    {
        await using var host = await ApiHost.StartAsync(store);
        using var cancellation = new CancellationTokenSource();
        using var content = new StringContent("""{"language_id":71,"source_code":"1"}""", Encoding.UTF8, "application/json");

        var pending = host.Client.PostAsync(new Uri("/submissions?wait=true", UriKind.Relative), content, cancellation.Token);
        await host.Intake.Waiting.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await host.Intake.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    [Fact]
    public async Task Our_own_failure_is_an_internal_error_with_its_reason()
    {
        await using var host = await ApiHost.StartAsync(store);
        var token = await host.SubmitAsync(Hello);
        await host.Store.AssignAsync(token, 1, "server-a", "sandbox-1", TimeProvider.System.GetUtcNow(), default);
        Assert.Equal(2, (await host.ReadAsync($"/submissions/{token}?fields=status_id"))["status_id"]!.GetValue<int>());

        await host.Store.FailAsync(token, 1, "three sandboxes failed");

        var answer = await host.ReadAsync($"/submissions/{token}?fields=status_id,verdict,message,exit_code");
        Assert.Equal("""{"status_id":13,"verdict":"IE","message":"three sandboxes failed","exit_code":null}""", answer.ToJsonString());
    }

    [Fact]
    public async Task Statistics_count_by_day_language_and_status_and_are_kept_until_invalidated()
    {
        await using var host = await ApiHost.StartAsync(store);
        var token = await host.SubmitAsync(new { language_id = 71, source_code = "1" });
        await host.SubmitAsync(new { language_id = 54, source_code = "1" });
        await host.Intake.FinishAsync(token, TestSubmissions.Accepted());

        var first = await host.ReadAsync("/statistics");
        await host.SubmitAsync(new { language_id = 54, source_code = "1" });
        var kept = await host.ReadAsync("/statistics");
        var counted = await host.ReadAsync("/statistics?invalidate_cache=true");

        Assert.Equal((2, 2), (first["submissions"]!["total"]!.GetValue<int>(), first["submissions"]!["today"]!.GetValue<int>()));
        Assert.Equal(2, first["submissions"]!["last_30_days"]!.AsObject().Single().Value!.GetValue<int>());
        Assert.Equal("""[{"status":{"id":1,"name":"In Queue"},"count":1},{"status":{"id":3,"name":"Accepted"},"count":1}]""", first["statuses"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(first, kept));
        Assert.Equal(3, counted["submissions"]!["total"]!.GetValue<int>());
        Assert.Equal("""{"id":54,"name":"C\u002B\u002B (GCC)"}""", counted["languages"]![0]!["language"]!.ToJsonString());
    }

    public sealed class OnSqlite() : SubmissionRoundTripTests(new StoreFile());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : SubmissionRoundTripTests(new StoreDatabase(server));
}
