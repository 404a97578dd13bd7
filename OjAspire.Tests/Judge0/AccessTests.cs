using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Judge0;

public sealed class AccessTests
{
    private static readonly object Good = new { language_id = 71, source_code = "1" };

    [Fact]
    public async Task With_a_token_configured_only_requests_that_carry_it_are_answered()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:AuthenticationToken", "one two"));

        async Task<int> StatusAsync(string path, string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (token is not null)
            {
                request.Headers.Add("X-Auth-Token", token);
            }
            using var response = await host.Client.SendAsync(request);
            Assert.True((int)response.StatusCode == 200 || (await response.Content.ReadAsByteArrayAsync()).Length == 0);
            return (int)response.StatusCode;
        }

        Assert.Equal(401, await StatusAsync("/about", null));
        Assert.Equal(401, await StatusAsync("/about", "three"));
        Assert.Equal(401, await StatusAsync("/about", "one two"));
        Assert.Equal(200, await StatusAsync("/about", "one"));
        Assert.Equal(200, await StatusAsync("/languages", "two"));
        Assert.Equal(200, await StatusAsync("/about?X-Auth-Token=two", null));
    }

    [Fact]
    public async Task Without_an_authorization_token_nobody_lists_or_deletes()
    {
        await using var host = await ApiHost.StartAsync();

        using var list = await host.GetAsync("/submissions?X-Auth-User=");
        using var authorize = await host.PostAsync("/authorize", "");
        using var authenticate = await host.PostAsync("/authenticate", "");
        using var delete = await host.Client.DeleteAsync(new Uri($"/submissions/{Guid.NewGuid()}", UriKind.Relative));

        Assert.Equal([403, 403, 200, 403], new[] { list, authorize, authenticate, delete }.Select(response => (int)response.StatusCode));
        Assert.Empty(await list.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_authorized_list_submissions_newest_first()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:AuthorizationToken", "admin"));
        var tokens = new[] { await host.SubmitAsync(Good), await host.SubmitAsync(Good), await host.SubmitAsync(Good) };

        var page = await host.ReadAsync("/submissions?X-Auth-User=admin&page=1&per_page=2&fields=token");

        Assert.Equal(
            $$$"""{"submissions":[{"token":"{{{tokens[2]}}}"},{"token":"{{{tokens[1]}}}"}],"meta":{"current_page":1,"next_page":2,"prev_page":null,"total_pages":2,"total_count":3}}""",
            page.ToJsonString());
        using var zero = await host.GetAsync("/submissions?X-Auth-User=admin&page=0");
        using var negative = await host.GetAsync("/submissions?X-Auth-User=admin&per_page=-1");
        using var large = await host.GetAsync("/submissions?X-Auth-User=admin&per_page=101");
        Assert.Equal("""{"error":"invalid page: 0"}""", (await ApiHost.ReadAsync(zero)).ToJsonString());
        Assert.Equal("""{"error":"invalid per_page: -1"}""", (await ApiHost.ReadAsync(negative)).ToJsonString());
        Assert.Equal([400, 400, 400], new[] { zero, negative, large }.Select(response => (int)response.StatusCode));
    }

    [Fact]
    public async Task The_authorized_delete_final_submissions_where_that_is_allowed()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:AuthorizationToken", "admin"), ("Judge0:EnableSubmissionDelete", "true"));
        var token = await host.SubmitAsync(Good);
        var path = new Uri($"/submissions/{token}?X-Auth-User=admin&fields=source_code", UriKind.Relative);

        await host.Intake.FinishAsync(token, TestSubmissions.Accepted());
        using var deleted = await host.Client.DeleteAsync(path);
        using var again = await host.Client.DeleteAsync(path);

        Assert.Equal("""{"source_code":"MQ==\n"}""", (await ApiHost.ReadAsync(deleted)).ToJsonString());
        Assert.Equal([200, 404], new[] { deleted, again }.Select(response => (int)response.StatusCode));
    }

    [Theory]
    [InlineData("Judge0:EnableWaitResult", "/submissions?wait=true", "wait not allowed", 400)]
    [InlineData("Judge0:EnableBatchedSubmissions", "/submissions/batch", "batched submissions are not allowed", 400)]
    public async Task What_is_switched_off_is_refused(string key, string path, string error, int status)
    {
        await using var host = await ApiHost.StartAsync((key, "false"));

        using var response = await host.PostAsync(path, Good);

        Assert.Equal((status, error), ((int)response.StatusCode, (await ApiHost.ReadAsync(response))["error"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Maintenance_refuses_new_submissions_and_nothing_else()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:MaintenanceMode", "true"), ("Judge0:MaintenanceMessage", "back at noon"));

        using var response = await host.PostAsync("/submissions", Good);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("""{"error":"back at noon"}""", (await ApiHost.ReadAsync(response)).ToJsonString());
        await host.ReadAsync("/languages");
    }

    [Fact]
    public async Task Options_that_are_switched_off_are_refused_by_field()
    {
        await using var host = await ApiHost.StartAsync(
            ("Judge0:EnableCompilerOptions", "false"), ("Judge0:EnableCommandLineArguments", "false"), ("Judge0:EnableAdditionalFiles", "false"),
            ("Judge0:Limits:AllowEnablePerProcessAndThreadTimeLimit", "false"));

        using var response = await host.PostAsync("/submissions", new
        {
            language_id = 54,
            source_code = "x",
            compiler_options = "-O2",
            command_line_arguments = "a",
            additional_files = "x",
            enable_per_process_and_thread_time_limit = true,
        });

        Assert.Equal(
            """
            {"compiler_options":["setting compiler options is not allowed"],"command_line_arguments":["setting command line arguments is not allowed"],"enable_per_process_and_thread_time_limit":["this option cannot be enabled"],"additional_files":["setting additional files is not allowed"]}
            """,
            (await ApiHost.ReadAsync(response)).ToJsonString());
    }

    [Fact]
    public async Task Pages_of_every_origin_may_call_unless_origins_are_named()
    {
        await using var open = await ApiHost.StartAsync();
        await using var closed = await ApiHost.StartAsync(("Judge0:AllowOrigin", "https://judge.example"));

        static async Task<string?> AllowedAsync(ApiHost host, string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, "/submissions");
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "content-type,x-auth-token");
            using var response = await host.Client.SendAsync(request);
            return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
        }

        Assert.Equal("*", await AllowedAsync(open, "https://other.example"));
        Assert.Equal("https://judge.example", await AllowedAsync(closed, "https://judge.example"));
        Assert.Null(await AllowedAsync(closed, "https://other.example"));
    }
}
