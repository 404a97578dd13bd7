using static OjAspire.Tests.Storage.TestSubmissions;

namespace OjAspire.Tests.Storage;

public abstract class LeaseTests(TestStore store) : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private StoreHost _a = null!;
    private StoreHost _b = null!;

    public async Task InitializeAsync()
    {
        await store.CreateAsync();
        _a = await store.StartReplicaAsync();
        _b = await store.StartReplicaAsync();
    }

    public async Task DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await store.RemoveAsync();
    }

    [Fact]
    public async Task Submissions_of_an_owner_with_a_valid_lease_are_left_alone()
    {
        await _a.Store.RenewLeaseAsync("server-a", Long, default);
        await _b.Store.RenewLeaseAsync("server-b", Long, default);
        await _a.Store.AddAsync([Create()], default);

        Assert.Empty(await _b.Store.AdoptAsync("server-b", ["py"], true, 10, default));
    }

    [Fact]
    public async Task An_adopter_without_a_lease_of_its_own_adopts_nothing()
    {
        await _a.Store.AddAsync([Create("gone")], default);
        await _b.Store.RenewLeaseAsync("server-b", TimeSpan.Zero, default);

        Assert.Empty(await _a.Store.AdoptAsync("server-a", ["py"], true, 10, default));
        Assert.Empty(await _b.Store.AdoptAsync("server-b", ["py"], true, 10, default));
    }

    [Fact]
    public async Task Whoever_renews_is_told_whether_the_lease_had_lasted_until_then()
    {
        Assert.False(await _a.Store.RenewLeaseAsync("server-a", Long, default));
        Assert.True(await _a.Store.RenewLeaseAsync("server-a", TimeSpan.Zero, default));
        Assert.False(await _a.Store.RenewLeaseAsync("server-a", Long, default));
        await _b.Store.ReleaseLeaseAsync("server-a", default);
        Assert.False(await _a.Store.RenewLeaseAsync("server-a", Long, default));
    }

    [Fact]
    public async Task What_belongs_to_a_lease_that_ran_out_is_adopted_only_if_asked_for()
    {
        await _b.Store.RenewLeaseAsync("server-b", Long, default);
        await _a.Store.RenewLeaseAsync("server-a", TimeSpan.Zero, default);
        await _a.Store.AddAsync([Create()], default);

        Assert.Empty(await _b.Store.AdoptAsync("server-b", ["py"], false, 10, default));
        Assert.Single(await _b.Store.AdoptAsync("server-b", ["py"], true, 10, default));
    }

    [Fact]
    public async Task A_released_lease_hands_over_what_is_unfinished_oldest_first_with_its_attempt()
    {
        await _a.Store.RenewLeaseAsync("server-a", Long, default);
        await _b.Store.RenewLeaseAsync("server-b", Long, default);
        var submissions = Enumerable.Range(0, 4).Select(_ => Create()).ToList();
        await _a.Store.AddAsync(submissions, default);
        await _a.Store.RequeueAsync(submissions[1].Token, 1);
        await _a.Store.FailAsync(submissions[0].Token, 1, "done");
        await _a.Store.ReleaseLeaseAsync("server-a", default);

        var adopted = await _b.Store.AdoptAsync("server-b", ["py"], false, 2, default);

        Assert.Equal([submissions[1].Token, submissions[2].Token], adopted.Select(submission => submission.Token));
        Assert.Equal([2, 1], adopted.Select(submission => submission.Attempt));
        Assert.All(adopted, submission => Assert.Equal("server-b", submission.Owner));
    }

    [Fact]
    public async Task What_was_handed_over_goes_to_an_adopter_with_its_language_and_nothing_else_of_the_owner_does()
    {
        await _a.Store.RenewLeaseAsync("server-a", Long, default);
        await _b.Store.RenewLeaseAsync("server-b", Long, default);
        var (kept, left, final, foreign) = (Create(), Create(), Create(), Create("server-b"));
        await _a.Store.AddAsync([kept, left, final, foreign], default);
        await _a.Store.RequeueAsync(left.Token, 1);
        await _a.Store.FailAsync(final.Token, 1, "done");

        await _a.Store.HandOverAsync("server-a", [left.Token, final.Token, foreign.Token], default);

        Assert.Equal(1, Assert.Single(await _b.Store.ListHandedOverAsync(default)).Count);
        Assert.Empty(await _b.Store.AdoptAsync("server-b", [], true, 10, default));
        Assert.Empty(await _b.Store.AdoptAsync("server-b", ["cpp"], true, 10, default));
        var adopted = Assert.Single(await _b.Store.AdoptAsync("server-b", ["cpp", "py"], false, 10, default));
        Assert.Equal((left.Token, 2, "server-b"), (adopted.Token, adopted.Attempt, adopted.Owner));
        Assert.Equal("server-a", (await _b.Store.FindAsync(kept.Token, default))!.Owner);
    }

    [Fact]
    public async Task Replicas_are_told_at_once_what_is_left_to_them()
    {
        await _a.Store.RenewLeaseAsync("server-a", Long, default);
        var left = Create();
        await _a.Store.AddAsync([left], default);

        foreach (var leave in (Func<Task>[])[
            () => _a.Store.HandOverAsync("server-a", [left.Token], default),
            () => _a.Store.ReleaseLeaseAsync("server-a", default)])
        {
            var told = _b.Feed.WhenLeftAsync(default);
            Assert.False(told.IsCompleted);
            await leave();
            await told.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public async Task Adopters_that_race_share_what_is_abandoned_without_overlap()
    {
        var submissions = Enumerable.Range(0, 200).Select(_ => Create("gone")).ToList();
        await _a.Store.AddAsync(submissions, default);
        await _a.Store.RenewLeaseAsync("gone", TimeSpan.Zero, default);
        await _a.Store.RenewLeaseAsync("server-a", Long, default);
        await _b.Store.RenewLeaseAsync("server-b", Long, default);

        var takes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => i % 2 == 0
            ? Task.Run(() => _a.Store.AdoptAsync("server-a", ["py"], true, 10, default))
            : Task.Run(() => _b.Store.AdoptAsync("server-b", ["py"], true, 10, default))));

        var adopted = takes.SelectMany(take => take).Select(submission => submission.Token).ToList();
        Assert.Equal(submissions.Select(submission => submission.Token).Order(), adopted.Order());
    }

    public sealed class OnSqlite() : LeaseTests(new StoreFile());

    public sealed class InMemory() : LeaseTests(new StoreInMemory());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : LeaseTests(new StoreDatabase(server));
}
