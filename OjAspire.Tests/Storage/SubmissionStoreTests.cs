using OjApi.Scheduling;
using OjApi.Submissions;
using static OjAspire.Tests.Storage.TestSubmissions;

namespace OjAspire.Tests.Storage;

public abstract class SubmissionStoreTests(TestStore store) : IAsyncLifetime
{
    private StoreHost _host = null!;

    private ISubmissionStore Store => _host.Store;

    public async Task InitializeAsync()
    {
        await store.CreateAsync();
        _host = await store.StartReplicaAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await store.RemoveAsync();
    }

    [Fact]
    public async Task A_stored_submission_is_read_back_as_it_was()
    {
        var submission = Create();

        await Store.AddAsync([submission], default);

        Assert.Equal(submission, await Store.FindAsync(submission.Token, default));
        Assert.Null(await Store.FindAsync(Guid.NewGuid(), default));
    }

    [Fact]
    public async Task An_outcome_is_read_back_from_another_replica()
    {
        var submission = Create();
        await Store.AddAsync([submission], default);
        await using var other = await store.StartReplicaAsync();

        Assert.True(await Store.AssignAsync(submission.Token, 1, "server-a", "sandbox-1", Created.AddSeconds(1), default));
        Assert.True(await Store.FinishAsync(submission.Token, 1, Accepted(), Created.AddSeconds(2), default));

        var final = submission with
        {
            State = SubmissionState.Final,
            SandboxBaseId = "sandbox-1",
            StartedAt = Created.AddSeconds(1),
            FinishedAt = Created.AddSeconds(2),
            Result = Accepted(),
        };
        Assert.Equal(final, await other.Store.FindAsync(submission.Token, default));
    }

    [Fact]
    public async Task One_known_token_in_a_set_means_none_of_the_set_is_stored()
    {
        var first = Create();
        var second = Create();
        await Store.AddAsync([first], default);

        await Assert.ThrowsAnyAsync<Exception>(() => Store.AddAsync([second, first], default));

        Assert.Null(await Store.FindAsync(second.Token, default));
    }

    [Fact]
    public async Task A_superseded_attempt_changes_nothing()
    {
        var submission = Create();
        await Store.AddAsync([submission], default);
        Assert.True(await Store.AssignAsync(submission.Token, 1, "server-a", "sandbox-1", Created, default));
        Assert.True(await Store.RequeueAsync(submission.Token, 1));

        Assert.False(await Store.AssignAsync(submission.Token, 1, "server-a", "sandbox-1", Created, default));
        Assert.False(await Store.RequeueAsync(submission.Token, 1));
        Assert.False(await Store.FinishAsync(submission.Token, 1, Accepted(), Created, default));
        Assert.False(await Store.FailAsync(submission.Token, 1, "no"));

        Assert.Equal(submission with { Attempt = 2, Counts = new DeliveryCounts(1, 0) }, await Store.FindAsync(submission.Token, default));
    }

    [Fact]
    public async Task A_superseded_owner_changes_nothing_and_what_a_sandbox_says_counts_whoever_brings_it()
    {
        var submission = Create();
        await Store.AddAsync([submission], default);

        Assert.False(await Store.AssignAsync(submission.Token, 1, "server-b", "sandbox-1", Created, default));
        Assert.False(await Store.RequeueAsync(submission.Token, 1, "server-b"));
        Assert.False(await Store.FailAsync(submission.Token, 1, "no", "server-b"));
        Assert.Equal(submission, await Store.FindAsync(submission.Token, default));

        Assert.True(await Store.RequeueAsync(submission.Token, 1));
        Assert.True(await Store.FinishAsync(submission.Token, 2, Accepted(), Created, default));
    }

    [Fact]
    public async Task Of_many_outcomes_for_one_attempt_exactly_one_counts()
    {
        var submission = Create();
        await Store.AddAsync([submission], default);
        await using var other = await store.StartReplicaAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 3) switch
        {
            0 => Store.FinishAsync(submission.Token, 1, Accepted(), Created, default),
            1 => other.Store.FinishAsync(submission.Token, 1, Accepted(), Created, default),
            _ => other.Store.FailAsync(submission.Token, 1, "our fault"),
        }));

        Assert.Single(answers, true);
        var final = await Store.FindAsync(submission.Token, default);
        Assert.Equal(SubmissionState.Final, final!.State);
        Assert.True(final.Result is null ^ final.InternalError is null);
    }

    [Fact]
    public async Task Reason_with_a_character_that_no_text_can_hold_ends_the_submission_all_the_same()
    {
        var submission = Create();
        await Store.AddAsync([submission], default);

        Assert.True(await Store.FailAsync(submission.Token, 1, "sandbox said \0"));

        Assert.Equal("sandbox said \uFFFD", (await Store.FindAsync(submission.Token, default))!.InternalError);
    }

    [Fact]
    public async Task Pages_are_newest_first_and_know_the_total()
    {
        var submissions = Enumerable.Range(0, 5).Select(_ => Create()).ToList();
        foreach (var submission in submissions)
        {
            await Store.AddAsync([submission], default);
        }

        var (items, total) = await Store.ListAsync(2, 2, null, default);
        var (beyond, _) = await Store.ListAsync(int.MaxValue, int.MaxValue, null, default);

        Assert.Equal([submissions[2].Token, submissions[1].Token], items.Select(item => item.Token));
        Assert.Equal(5, total);
        Assert.Empty(beyond);
    }

    [Fact]
    public async Task Only_final_submissions_are_deleted_and_only_queued_ones_counted()
    {
        var queued = Create();
        var final = Create();
        await Store.AddAsync([queued, final], default);
        await Store.FailAsync(final.Token, 1, "our fault");

        Assert.Equal(1, await Store.CountQueuedAsync(default));
        Assert.False(await Store.DeleteAsync(queued.Token, default));
        Assert.True(await Store.DeleteAsync(final.Token, default));
        Assert.False(await Store.DeleteAsync(final.Token, default));
        var left = await Store.FindAsync([queued.Token, final.Token], default);
        Assert.Equal([queued.Token], left.Keys);
    }

    public sealed class OnSqlite() : SubmissionStoreTests(new StoreFile());

    public sealed class InMemory() : SubmissionStoreTests(new StoreInMemory());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : SubmissionStoreTests(new StoreDatabase(server));
}
