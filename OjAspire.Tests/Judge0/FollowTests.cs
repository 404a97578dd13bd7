using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Judge0;

/// <summary>The events of a submission, over a real connection.</summary>
public sealed class FollowTests
{
    private static readonly object Program = new { language_id = 71, source_code = "print(1)" };

    [Fact]
    public async Task Follower_hears_the_state_now_each_change_and_the_outcome_as_reading_answers_it_and_then_the_end()
    {
        await using var host = await ApiHost.StartAsync();
        var token = await host.SubmitAsync(Program);
        using var events = await EventStream.OpenAsync(host.Client, $"/submissions/{token}/events?fields=token,stdout,verdict&base64_encoded=true");
        Assert.Equal("no", Assert.Single(events.Response.Headers.GetValues("X-Accel-Buffering")));
        Assert.Equal($$$"""queued 1-queued {"token":"{{{token}}}","status":{"id":1,"description":"In Queue"},"attempt":1}""", Text(await events.NextAsync()));

        host.Followers.Processing([new JobKey(Guid.NewGuid(), 1), new JobKey(token, 1)]);
        Assert.Equal($$$"""processing 1-processing {"token":"{{{token}}}","status":{"id":2,"description":"Processing"},"attempt":1}""", Text(await events.NextAsync()));
        host.Followers.Reached(new JobKey(token, 1), SubmissionStage.Compiling);
        Assert.Equal("1-compiling", (await events.NextAsync())!.Id);
        host.Followers.Processing([new JobKey(token, 1)]);
        host.Followers.Reached(new JobKey(token, 1), SubmissionStage.Running);
        Assert.Equal("1-running", (await events.NextAsync())!.Id);
        host.Followers.Reached(new JobKey(token, 2), SubmissionStage.Queued);
        Assert.Equal(("redelivered", 2), Named(await events.NextAsync()));
        host.Followers.Reached(new JobKey(token, 1), SubmissionStage.Running);
        host.Followers.Processing([new JobKey(token, 2)]);
        Assert.Equal(("processing", 2), Named(await events.NextAsync()));
        await FinishAsync(host, token);

        var final = Assert.Single(await events.RestAsync());
        Assert.Equal("final 1-final", $"{final.Name} {final.Id}");
        Assert.Equal((await host.ReadAsync($"/submissions/{token}?fields=token,stdout,verdict&base64_encoded=true")).ToJsonString(), final.Data.ToJsonString());
        Assert.Equal("AC", final.Data["verdict"]!.GetValue<string>());
        await Eventually.TrueAsync(() => host.Followers.TryFollow(token, 1) is not null);
    }

    [Fact]
    public async Task Final_submission_is_the_only_event_and_a_client_that_has_seen_it_is_told_to_stop()
    {
        await using var host = await ApiHost.StartAsync();
        var token = await host.SubmitAsync(Program);
        await FinishAsync(host, token);
        using var events = await EventStream.OpenAsync(host.Client, $"/submissions/{token}/events", lastEventId: "1-processing");

        Assert.Equal("final", Assert.Single(await events.RestAsync()).Name);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/submissions/{token}/events") { Headers = { { "Last-Event-ID", "1-final" } } };
        using var answer = await host.Client.SendAsync(again);
        Assert.Equal(204, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/submissions/7d0ff3d4-7b68-4bd6-9a1e-0d6a52a5ba11/events", 404)]
    [InlineData("/submissions/nonsense/events", 404)]
    [InlineData("/submissions/7d0ff3d4-7b68-4bd6-9a1e-0d6a52a5ba11/events?fields=nonsense", 400)]
    public async Task What_cannot_be_followed_is_refused_as_when_it_is_read_and_leaves_no_follower(string path, int status)
    {
        await using var host = await ApiHost.StartAsync(("Judge0:MaxFollowers", "1"));
        for (var i = 0; i < 3; i++)
        {
            using var answer = await host.GetAsync(path);
            Assert.Equal(status, (int)answer.StatusCode);
        }

        var token = await host.SubmitAsync(Program);
        using var events = await EventStream.OpenAsync(host.Client, $"/submissions/{token}/events");
    }

    [Fact]
    public async Task More_followers_than_may_be_are_told_to_try_later_and_one_that_leaves_makes_room()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:MaxFollowers", "1"));
        var token = await host.SubmitAsync(Program);
        using (await EventStream.OpenAsync(host.Client, $"/submissions/{token}/events"))
        {
            using var refused = await host.GetAsync($"/submissions/{token}/events");
            Assert.Equal((503, "2"), ((int)refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        }

        await Eventually.TrueAsync(async () =>
        {
            using var answer = await host.Client.GetAsync(new Uri($"/submissions/{token}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            return (int)answer.StatusCode == 200;
        });
    }

    [Fact]
    public async Task While_nothing_happens_comments_keep_the_connection_open()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await ApiHost.StartAsync(new StoreFile(), time, ("Judge0:FollowHeartbeat", "00:00:10"));
        var token = await host.SubmitAsync(Program);
        using var events = await EventStream.OpenAsync(host.Client, $"/submissions/{token}/events");
        Assert.Equal("queued", (await events.NextAsync())!.Name);

        var next = events.NextAsync();
        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return events.Comments >= 3;
        });
        Assert.False(next.IsCompleted);
        host.Followers.Processing([new JobKey(token, 1)]);

        Assert.Equal("processing", (await next)!.Name);
    }

    [Fact]
    public async Task Server_that_stops_ends_the_stream_in_good_order_without_an_outcome()
    {
        await using var host = await ApiHost.StartAsync();
        var token = await host.SubmitAsync(Program);
        using var events = await EventStream.OpenAsync(host.Client, $"/submissions/{token}/events");
        Assert.Equal("queued", (await events.NextAsync())!.Name);

        host.Followers.End();

        Assert.Null(await events.NextAsync());
        using var late = await EventStream.OpenAsync(host.Client, $"/submissions/{token}/events");
        Assert.Equal("queued", Assert.Single(await late.RestAsync()).Name);
    }

    [Fact]
    public async Task Outcome_that_needs_base64_says_so_where_no_status_can()
    {
        await using var host = await ApiHost.StartAsync();
        var token = await host.SubmitAsync(Program);
        using var events = await EventStream.OpenAsync(host.Client, $"/submissions/{token}/events");
        await events.NextAsync();

        await FinishAsync(host, token, [0xFF]);

        Assert.Contains("base64_encoded=true", Assert.Single(await events.RestAsync()).Data["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static async Task FinishAsync(ApiHost host, Guid token, byte[]? output = null)
    {
        await host.Intake.FinishAsync(token, new JudgeResult { Verdict = Verdict.Accepted, Stdout = Google.Protobuf.ByteString.CopyFrom(output ?? "1\n"u8.ToArray()) });
        host.Followers.Look(token);
    }

    private static string Text(EventStream.Event? told) => $"{told!.Name} {told.Id} {told.Data.ToJsonString()}";

    private static (string Name, int Attempt) Named(EventStream.Event? told) => (told!.Name, told.Data["attempt"]!.GetValue<int>());
}
