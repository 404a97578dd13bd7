using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OjAspire.Tests.Judge0;

/// <summary>Tenant and priority: who may name them, how, and what is read back.</summary>
public sealed class QueueFieldTests
{
    private static readonly object Plain = new { language_id = 71, source_code = "1" };

    [Fact]
    public async Task Tenant_and_priority_are_read_back_when_asked_for()
    {
        await using var host = await ApiHost.StartAsync();

        var named = await host.SubmitAsync(new { language_id = 71, source_code = "1", tenant = "Team_1.a-b", priority = "-5" });
        var plain = await host.SubmitAsync(new { language_id = 71, source_code = "1", tenant = "", priority = (int?)null });

        Assert.Equal("""{"tenant":"Team_1.a-b","priority":-5}""", (await host.ReadAsync($"/submissions/{named}?fields=tenant,priority")).ToJsonString());
        Assert.Equal("""{"tenant":"default","priority":0}""", (await host.ReadAsync($"/submissions/{plain}?fields=tenant,priority")).ToJsonString());
    }

    [Fact]
    public async Task A_form_names_them_too()
    {
        await using var host = await ApiHost.StartAsync();

        using var response = await host.PostAsync(
            "/submissions", "language_id=71&source_code=1&tenant=team&priority=100"u8.ToArray(), "application/x-www-form-urlencoded");

        var token = (await ApiHost.ReadAsync(response))["token"]!.GetValue<Guid>();
        Assert.Equal("""{"tenant":"team","priority":100}""", (await host.ReadAsync($"/submissions/{token}?fields=tenant,priority")).ToJsonString());
    }

    [Fact]
    public async Task The_header_names_the_tenant_of_a_whole_batch_and_a_submission_that_names_another_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        var batch = new
        {
            submissions = new object[]
            {
                Plain,
                new { language_id = 71, source_code = "1", tenant = "TEAM", priority = 1 },
                new { language_id = 71, source_code = "1", tenant = "rival" },
            },
        };

        var (status, answer) = await SendAsync(host, "/submissions/batch", batch, ("X-Oj-Tenant", "team"));

        Assert.Equal(201, status);
        Assert.Equal("""{"tenant":["must be the tenant of the request (team)"]}""", answer[2]!.ToJsonString());
        var tokens = string.Join(',', answer.AsArray().Take(2).Select(item => item!["token"]!.GetValue<Guid>()));
        Assert.Equal(
            """{"submissions":[{"tenant":"team","priority":0},{"tenant":"team","priority":1}]}""",
            (await host.ReadAsync($"/submissions/batch?fields=tenant,priority&tokens={tokens}")).ToJsonString());
    }

    [Fact]
    public async Task A_header_that_is_no_name_is_refused()
    {
        await using var host = await ApiHost.StartAsync();

        var (status, answer) = await SendAsync(host, "/submissions", Plain, ("X-Oj-Tenant", "a, b"));

        Assert.Equal((422, """["must be 1 to 64 letters, digits, \u0027.\u0027, \u0027_\u0027 or \u0027-\u0027"]"""), (status, answer["tenant"]!.ToJsonString()));
    }

    [Fact]
    public async Task When_restricted_only_the_authorized_name_them()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:RestrictTenantAndPriority", "true"), ("Judge0:AuthorizationToken", "admin"));
        var named = new { language_id = 71, source_code = "1", tenant = "team", priority = 1 };
        var asByDefault = new { language_id = 71, source_code = "1", tenant = "default", priority = 0 };

        var refused = await SendAsync(host, "/submissions", named);
        var byHeader = await SendAsync(host, "/submissions", Plain, ("X-Oj-Tenant", "team"));
        var authorized = await SendAsync(host, "/submissions", named, ("X-Auth-User", "admin"));
        var plain = await SendAsync(host, "/submissions", asByDefault);

        Assert.Equal(
            (422, """{"tenant":["setting tenant is not allowed"],"priority":["setting priority is not allowed"]}"""),
            (refused.Status, refused.Answer.ToJsonString()));
        Assert.Equal((422, """{"tenant":["setting tenant is not allowed"]}"""), (byHeader.Status, byHeader.Answer.ToJsonString()));
        Assert.Equal((201, 201), (authorized.Status, plain.Status));
    }

    private static async Task<(int Status, JsonNode Answer)> SendAsync(ApiHost host, string path, object body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await host.Client.SendAsync(request);
        return ((int)response.StatusCode, await ApiHost.ReadAsync(response));
    }
}
