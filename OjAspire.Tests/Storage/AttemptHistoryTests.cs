using OjApi.Scheduling;
using OjApi.Submissions;
using static OjAspire.Tests.Storage.TestSubmissions;

namespace OjAspire.Tests.Storage;

public abstract class AttemptHistoryTests(TestStore store) : IAsyncLifetime
{
    private static readonly AttemptEnd Death =
        new(AttemptEnding.Died, "its sandbox died \0", "sandbox-x", Created.AddSeconds(9), new DeliveryCounts(2, 1));

    private StoreHost _host = null!;

    private ISubmissionStore Store => _host.Store;

    public async Task InitializeAsync()
    {
        await store.CreateAsync();
        _host = await StoreHost.StartAsync(store.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await store.RemoveAsync();
    }

    [Fact]
    public async Task An_attempt_that_is_replaced_is_kept_and_what_came_to_nothing_is_counted()
    {
        var submission = await AddAsync();
        await Store.AssignAsync(submission.Token, 1, "server-a", "sandbox-1", Created.AddSeconds(1), default);

        Assert.True(await Store.RequeueAsync(submission.Token, 1, owner: null, Death with { SandboxBaseId = null }, default));
        Assert.True(await Store.RequeueAsync(submission.Token, 2, owner: null, Death, default));

        var past = await Store.ListAttemptsAsync(submission.Token, default);
        Assert.Equal(
            new[]
            {
                new PastAttempt
                {
                    Attempt = 1, Ending = AttemptEnding.Died, SandboxBaseId = "sandbox-1", StartedAt = Created.AddSeconds(1),
                    EndedAt = Created.AddSeconds(9), Reason = "its sandbox died \uFFFD",
                },
                new PastAttempt
                {
                    Attempt = 2, Ending = AttemptEnding.Died, SandboxBaseId = "sandbox-x", EndedAt = Created.AddSeconds(9), Reason = "its sandbox died \uFFFD",
                },
            },
            past);
        Assert.Equal(submission with { Attempt = 3, Counts = new DeliveryCounts(2, 1) }, await Store.FindAsync(submission.Token, default));
    }

    [Fact]
    public async Task Of_attempts_that_are_handed_back_again_and_again_the_newest_are_kept()
    {
        var submission = await AddAsync();
        for (var attempt = 1; attempt <= 103; attempt++)
        {
            var ending = attempt == 1 ? AttemptEnding.Failed : AttemptEnding.HandedBack;
            Assert.True(await Store.RequeueAsync(submission.Token, attempt, owner: null, Death with { Ending = ending }, default));
        }

        var past = await Store.ListAttemptsAsync(submission.Token, default);
        Assert.Equal([1, .. Enumerable.Range(4, 100)], past.Select(attempt => attempt.Attempt));
    }

    [Fact]
    public async Task Of_many_who_requeue_the_same_attempt_one_does_and_one_attempt_is_kept()
    {
        var submission = await AddAsync();
        await using var other = await StoreHost.StartAsync(store.ConnectionString);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            (i % 2 == 0 ? Store : other.Store).RequeueAsync(submission.Token, 1, owner: null, Death, default)));

        Assert.Single(answers, true);
        Assert.Single(await Store.ListAttemptsAsync(submission.Token, default));
        Assert.Equal(2, (await Store.FindAsync(submission.Token, default))!.Attempt);
    }

    [Fact]
    public async Task An_owner_that_adopts_a_submission_finds_what_others_have_counted()
    {
        var submission = await AddAsync();
        await Store.RequeueAsync(submission.Token, 1, owner: null, Death, default);
        await Store.RenewLeaseAsync("server-b", TimeSpan.FromMinutes(1), default);

        var adopted = Assert.Single(await Store.AdoptAsync("server-b", [], fromExpired: true, 10, default));

        Assert.Equal((new DeliveryCounts(2, 1), 2), (adopted.Counts, adopted.Attempt));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_cancelled_is_final_without_a_verdict_and_a_later_result_changes_nothing(bool isRunning)
    {
        var submission = await AddAsync();
        if (isRunning)
        {
            await Store.AssignAsync(submission.Token, 1, "server-a", "sandbox-1", Created, default);
        }

        Assert.True(await Store.CancelAsync(submission.Token, Created.AddSeconds(5), default));

        Assert.False(await Store.CancelAsync(submission.Token, Created.AddSeconds(6), default));
        Assert.False(await Store.FinishAsync(submission.Token, 1, Accepted(), Created, default));
        Assert.False(await Store.RequeueAsync(submission.Token, 1, owner: null, Death, default));
        var final = (await Store.FindAsync(submission.Token, default))!;
        Assert.Equal((SubmissionState.Final, Unjudged.Cancelled, Created.AddSeconds(5)), (final.State, final.Unjudged, final.FinishedAt));
        Assert.Null(final.Result);
        Assert.Null(final.InternalError);
        Assert.Equal(0, await Store.CountQueuedAsync(default));
        Assert.False(await Store.CancelAsync(Guid.NewGuid(), Created, default));
    }

    [Fact]
    public async Task A_rejudged_submission_is_as_new_and_keeps_its_verdict_in_the_history()
    {
        var submission = await AddAsync();
        await Store.AssignAsync(submission.Token, 1, "server-a", "sandbox-1", Created.AddSeconds(1), default);
        Assert.False(await Store.RejudgeAsync(submission.Token, 1, "server-b", Created, default));
        await Store.RequeueAsync(submission.Token, 1, owner: null, Death, default);
        await Store.AssignAsync(submission.Token, 2, "server-a", "sandbox-2", Created.AddSeconds(2), default);
        await Store.FinishAsync(submission.Token, 2, Accepted(), Created.AddSeconds(3), default);

        Assert.False(await Store.RejudgeAsync(submission.Token, 1, "server-b", Created, default));
        Assert.True(await Store.RejudgeAsync(submission.Token, 2, "server-b", Created.AddSeconds(4), default));

        var queued = submission with { Attempt = 3, FirstAttempt = 3, Owner = "server-b", RejudgedAt = Created.AddSeconds(4) };
        Assert.Equal(queued, await Store.FindAsync(submission.Token, default));
        var past = (await Store.ListAttemptsAsync(submission.Token, default))[^1];
        Assert.Equal(
            new PastAttempt
            {
                Attempt = 2, Ending = AttemptEnding.Judged, SandboxBaseId = "sandbox-2", StartedAt = Created.AddSeconds(2),
                EndedAt = Created.AddSeconds(3), Result = Accepted(),
            },
            past);

        // What still comes of before is refused.
        Assert.False(await Store.FinishAsync(submission.Token, 2, Accepted(), Created, default));
        Assert.True(await Store.FinishAsync(submission.Token, 3, Accepted(), Created, default));
    }

    [Fact]
    public async Task Those_without_a_verdict_are_listed_by_why_until_they_are_rejudged()
    {
        var (judged, givenUp, cancelled, quarantined) = (await AddAsync(), await AddAsync(), await AddAsync(), await AddAsync());
        await Store.FinishAsync(judged.Token, 1, Accepted(), Created, default);
        await Store.FailAsync(givenUp.Token, 1, "three failed");
        await Store.CancelAsync(cancelled.Token, Created, default);
        await Store.FailAsync(quarantined.Token, 1, owner: null, new JudgingFailure(Unjudged.Quarantined, "two died", new DeliveryCounts(2, 2)), Created, default);

        Assert.Equal([givenUp.Token], await ListAsync(Unjudged.GivenUp));
        Assert.Equal([cancelled.Token], await ListAsync(Unjudged.Cancelled));
        Assert.Equal([quarantined.Token], await ListAsync(Unjudged.Quarantined));
        Assert.Equal(1, await Store.CountQuarantinedAsync(default));
        var stored = (await Store.FindAsync(quarantined.Token, default))!;
        Assert.Equal((Unjudged.Quarantined, "two died", new DeliveryCounts(2, 2)), (stored.Unjudged, stored.InternalError, stored.Counts));

        foreach (var ended in new[] { givenUp, cancelled, quarantined })
        {
            Assert.True(await Store.RejudgeAsync(ended.Token, 1, "server-a", Created, default));
        }
        Assert.Equal(0, await Store.CountQuarantinedAsync(default));
        Assert.Equal(
            [AttemptEnding.GivenUp, AttemptEnding.Cancelled, AttemptEnding.Quarantined],
            new[] { await EndingAsync(givenUp), await EndingAsync(cancelled), await EndingAsync(quarantined) });
    }

    [Fact]
    public async Task The_history_goes_with_its_submission()
    {
        var submission = await AddAsync();
        await Store.RequeueAsync(submission.Token, 1, owner: null, Death, default);
        await Store.FailAsync(submission.Token, 2, "done");

        Assert.True(await Store.DeleteAsync(submission.Token, default));

        Assert.Empty(await Store.ListAttemptsAsync(submission.Token, default));
        Assert.Equal(0L, await store.ReadAsync("SELECT COUNT(*) FROM attempts"));
    }

    private async Task<Submission> AddAsync()
    {
        var submission = Create();
        await Store.AddAsync([submission], default);
        return submission;
    }

    private async Task<IEnumerable<Guid>> ListAsync(Unjudged why) =>
        (await Store.ListAsync(1, 10, why, default)).Items.Select(item => item.Token);

    private async Task<AttemptEnding> EndingAsync(Submission submission) =>
        Assert.Single(await Store.ListAttemptsAsync(submission.Token, default)).Ending;

    public sealed class OnSqlite() : AttemptHistoryTests(new StoreFile());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : AttemptHistoryTests(new StoreDatabase(server));
}
