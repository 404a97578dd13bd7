using System.Text.Json.Nodes;
using OjApi.Submissions;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Judge0;

/// <summary>DELETE of what is not final.</summary>
public sealed class CancelTests
{
    private static readonly object Good = new { language_id = 71, source_code = "1" };

    [Fact]
    public async Task Whoever_knows_the_token_cancels_and_may_do_so_again()
    {
        await using var host = await ApiHost.StartAsync();
        var token = await host.SubmitAsync(Good);

        using var cancelled = await DeleteAsync(host, $"{token}?fields=token,status,message,verdict,stdout,time");
        using var again = await DeleteAsync(host, $"{token}?fields=token");

        Assert.Equal([200, 200], new[] { cancelled, again }.Select(response => (int)response.StatusCode));
        Assert.Equal(
            $$$"""{"token":"{{{token}}}","status":{"id":13,"description":"Internal Error"},"message":"Q2FuY2VsbGVkIGJ5IHRoZSBjbGllbnQu\n","verdict":"CANCELLED","stdout":null,"time":null}""",
            (await ApiHost.ReadAsync(cancelled)).ToJsonString());
        Assert.Equal($$"""{"token":"{{token}}"}""", (await ApiHost.ReadAsync(again)).ToJsonString());
        var read = await host.ReadAsync($"/submissions/{token}?fields=status_id,message,verdict,finished_at");
        Assert.Equal((13, "Cancelled by the client.", "CANCELLED"), (Int(read, "status_id"), Text(read, "message"), Text(read, "verdict")));
        Assert.NotNull(read["finished_at"]);
    }

    [Fact]
    public async Task Where_cancelling_is_restricted_it_needs_the_authorization_token()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:AuthorizationToken", "admin"), ("Judge0:RestrictCancel", "true"));
        var token = await host.SubmitAsync(Good);

        using var refused = await DeleteAsync(host, $"{token}");
        Assert.Equal(SubmissionState.Queued, (await host.Store.FindAsync(token, default))!.State);
        using var cancelled = await DeleteAsync(host, $"{token}?X-Auth-User=admin");
        using var again = await DeleteAsync(host, $"{token}");

        Assert.Equal([403, 200, 403], new[] { refused, cancelled, again }.Select(response => (int)response.StatusCode));
    }

    [Fact]
    public async Task What_has_a_verdict_is_neither_cancelled_nor_deleted_without_the_authorization_token()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:AuthorizationToken", "admin"));
        var token = await host.SubmitAsync(Good);
        await host.Intake.FinishAsync(token, TestSubmissions.Accepted());

        using var refused = await DeleteAsync(host, $"{token}");
        using var off = await DeleteAsync(host, $"{token}?X-Auth-User=admin");

        Assert.Equal([403, 400], new[] { refused, off }.Select(response => (int)response.StatusCode));
        Assert.Equal("""{"error":"delete not allowed"}""", (await ApiHost.ReadAsync(off)).ToJsonString());
    }

    [Fact]
    public async Task What_gets_its_verdict_meanwhile_is_not_deleted_instead()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:AuthorizationToken", "admin"), ("Judge0:EnableSubmissionDelete", "true"));
        var token = await host.SubmitAsync(Good);
        host.Control.Before = _ => host.Intake.FinishAsync(token, TestSubmissions.Accepted());

        using var late = await DeleteAsync(host, $"{token}?X-Auth-User=admin");

        Assert.Equal(409, (int)late.StatusCode);
        Assert.Equal("""{"error":"submission cannot be cancelled because its status is 3 (Accepted)"}""", (await ApiHost.ReadAsync(late)).ToJsonString());
        Assert.NotNull((await host.Store.FindAsync(token, default))!.Result);
    }

    [Fact]
    public async Task Authorized_clients_delete_what_was_cancelled_where_that_is_allowed()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:AuthorizationToken", "admin"), ("Judge0:EnableSubmissionDelete", "true"));
        var token = await host.SubmitAsync(Good);
        using var cancelled = await DeleteAsync(host, $"{token}?X-Auth-User=admin");

        using var deleted = await DeleteAsync(host, $"{token}?X-Auth-User=admin");
        using var gone = await DeleteAsync(host, $"{token}?X-Auth-User=admin");

        Assert.Equal([200, 200, 404], new[] { cancelled, deleted, gone }.Select(response => (int)response.StatusCode));
    }

    [Fact]
    public async Task A_field_that_is_unknown_is_told_before_anything_is_cancelled()
    {
        await using var host = await ApiHost.StartAsync();
        var token = await host.SubmitAsync(Good);

        using var refused = await DeleteAsync(host, $"{token}?fields=colour");

        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Equal(SubmissionState.Queued, (await host.Store.FindAsync(token, default))!.State);
    }

    private static Task<HttpResponseMessage> DeleteAsync(ApiHost host, string tokenAndQuery) =>
        host.Client.DeleteAsync(new Uri("/submissions/" + tokenAndQuery, UriKind.Relative));

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static int Int(JsonNode node, string name) => node[name]!.GetValue<int>();
}
