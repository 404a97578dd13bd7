using System.Text.Json;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Gateway;
using Kind = Oj.Contracts.Scheduling.SchedulerMessage.MessageOneofCase;

namespace OjAspire.Tests.SandboxStatus;

/// <summary><c>GET /sandbox/status</c>, read as a client does.</summary>
public sealed class SandboxStatusTests : IAsyncLifetime
{
    private const string OtherBaseId = "650e8400-e29b-41d4-a716-446655440000";

    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Every_sandbox_is_counted_once_by_its_own_report_whoever_gave_it_its_jobs()
    {
        var elsewhere = new JobId { Token = Guid.NewGuid().ToString(), Attempt = 1 };
        await _host.SubmitAsync("java");
        await _host.SubmitAsync();
        using var first = await _host.ConnectAsync();
        using var again = await _host.ConnectAsync(ScriptedSandbox.Hello("other-endpoint"));
        using var other = await _host.ConnectAsync(ScriptedSandbox.Hello(baseId: OtherBaseId));
        await first.ClaimAsync("1");
        var assigned = (await first.ReadAsync(Kind.Assign)).Assign.Job;
        await ReportAsync(again, Availability.Ready, assigned, elsewhere);
        await ReportAsync(other, Availability.Withdrawn);

        var status = await GetAsync();

        Assert.Equal((0, 2, 4), (Number(status, "available_count"), Number(status, "processing_count"), Number(status, "total_count")));
        var sandboxes = status.GetProperty("sandboxes").EnumerateArray().ToArray();
        Assert.Equal([ScriptedSandbox.BaseId, OtherBaseId], sandboxes.Select(sandbox => Text(sandbox, "base_id")));
        Assert.Equal(["ready", "withdrawn"], sandboxes.Select(sandbox => Text(sandbox, "state")));
        Assert.Equal([0, 0], sandboxes.Select(sandbox => Number(sandbox, "available")));
        Assert.Equal($"{ScriptedSandbox.BaseId}-other-endpoint", Text(sandboxes[0], "sandbox_id"));
        Assert.Equal([assigned.Token, elsewhere.Token], sandboxes[0].GetProperty("running").EnumerateArray().Select(token => token.GetString()));
        Assert.Equal("cpp", Assert.Single(sandboxes[0].GetProperty("languages").EnumerateArray()).GetString());
        Assert.Equal(("zone-2", 2), (Text(sandboxes[0], "zone"), Number(sandboxes[0], "slots")));
        Assert.Equal(_host.Time.GetUtcNow(), sandboxes[0].GetProperty("connected_at").GetDateTimeOffset());
        Assert.Equal(_host.Time.GetUtcNow(), sandboxes[0].GetProperty("last_report_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task What_waits_is_counted_in_the_store_and_the_server_says_who_it_is()
    {
        await _host.SubmitAsync("java");
        await _host.SubmitAsync();
        var failure = new JudgingFailure(Unjudged.Quarantined, "two sandboxes died", new DeliveryCounts(2, 2));
        await _host.Store.FailAsync(await _host.SubmitAsync(), 1, owner: null, failure, _host.Time.GetUtcNow(), CancellationToken.None);

        var status = await GetAsync();

        Assert.Equal((2, 1), (Number(status, "waiting_count"), Number(status, "quarantined_count")));
        var server = status.GetProperty("server");
        Assert.Equal(
            (_host.ServerId, _host.Address.GetLeftPart(UriPartial.Authority), "zone-1", false),
            (Text(server, "id"), Text(server, "address"), Text(server, "zone"), server.GetProperty("draining").GetBoolean()));
    }

    [Fact]
    public async Task Every_stream_tells_what_it_holds_and_for_how_long_it_has_been_silent()
    {
        await _host.SubmitAsync();
        using var first = await _host.ConnectAsync();
        using var again = await _host.ConnectAsync(ScriptedSandbox.Hello("other-endpoint"));
        await first.ClaimAsync("1");
        var assigned = (await first.ReadAsync(Kind.Assign)).Assign.Job;
        await ReportAsync(first, Availability.Ready, assigned);
        _host.Time.Advance(TimeSpan.FromSeconds(1.5));
        await ReportAsync(again, Availability.Ready, assigned);
        _host.Time.Advance(TimeSpan.FromSeconds(1.5));

        var streams = Assert.Single((await GetAsync()).GetProperty("sandboxes").EnumerateArray().ToArray()).GetProperty("streams").EnumerateArray().ToArray();

        Assert.Equal(
            [$"{ScriptedSandbox.BaseId}-127-0-0-1-3001", $"{ScriptedSandbox.BaseId}-other-endpoint"], streams.Select(stream => Text(stream, "sandbox_id")));
        Assert.Equal([3, 1.5], streams.Select(stream => stream.GetProperty("silent_for_seconds").GetDouble()));
        Assert.Equal([true, false], streams.Select(stream => stream.GetProperty("overdue").GetBoolean()));
        Assert.Equal([assigned.Token, null], streams.Select(stream => stream.GetProperty("held").EnumerateArray().Select(token => token.GetString()).SingleOrDefault()));
        Assert.Equal(_host.Time.GetUtcNow() - TimeSpan.FromSeconds(3), streams[1].GetProperty("connected_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_replica_that_may_not_see_everything_says_so()
    {
        Assert.False((await GetAsync()).GetProperty("complete").GetBoolean());
        using var sandbox = await _host.ConnectAsync();
        await ReportAsync(sandbox, Availability.Ready);
        Assert.True((await GetAsync()).GetProperty("complete").GetBoolean());

        await sandbox.SendAsync(new SandboxMessage
        {
            State = new State { Slots = 2, Availability = Availability.Ready, Connections = new Connections { Known = 5, Chosen = 3, Open = 2, Limit = 3 } },
        });
        await sandbox.ProbeAsync("asks again");

        var status = await GetAsync();
        Assert.False(status.GetProperty("complete").GetBoolean());
        Assert.StartsWith("1 of 1 sandbox(es) here connect to a part", Text(status, "incomplete_because"), StringComparison.Ordinal);
        var connections = status.GetProperty("sandboxes")[0].GetProperty("connections");
        Assert.Equal((5, 3, 2, 3), (Number(connections, "known"), Number(connections, "chosen"), Number(connections, "open"), Number(connections, "limit")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private async Task<JsonElement> GetAsync()
    {
        using var document = JsonDocument.Parse(await _host.Http.GetStringAsync(new Uri("/sandbox/status", UriKind.Relative)));
        return document.RootElement.Clone();
    }

    /// <summary>Reports, and asks for something on the same stream, so that the report was taken in when this returns.</summary>
    private static async Task ReportAsync(ScriptedSandbox sandbox, Availability availability, params JobId[] running)
    {
        await sandbox.SendAsync(new SandboxMessage { State = new State { Slots = 2, Availability = availability, Running = { running } } });
        await sandbox.ProbeAsync("asks");
    }
}
