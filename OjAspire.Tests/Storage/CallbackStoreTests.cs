using Microsoft.Extensions.DependencyInjection;
using OjApi.Callbacks;
using static OjAspire.Tests.Storage.TestSubmissions;

namespace OjAspire.Tests.Storage;

public abstract class CallbackStoreTests(TestStore store) : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private StoreHost _a = null!;
    private StoreHost _b = null!;

    private ICallbackStore A => _a.Services.GetRequiredService<ICallbackStore>();

    private ICallbackStore B => _b.Services.GetRequiredService<ICallbackStore>();

    public async Task InitializeAsync()
    {
        await store.CreateAsync();
        _a = await StoreHost.StartAsync(store.ConnectionString);
        _b = await StoreHost.StartAsync(store.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await store.RemoveAsync();
    }

    [Fact]
    public async Task Each_outcome_whose_submission_names_a_receiver_is_due_once()
    {
        var (judged, failed, cancelled) = (Create(), Create(), Create());
        var (silent, unfinished) = (Create() with { CallbackUrl = null }, Create());
        await _a.Store.AddAsync([judged, failed, cancelled, silent, unfinished], default);

        await _a.Store.FinishAsync(judged.Token, 1, Accepted(), Created, default);
        await _a.Store.FinishAsync(judged.Token, 1, Accepted(), Created, default);
        await _a.Store.FailAsync(failed.Token, 1, "our fault");
        await _a.Store.CancelAsync(cancelled.Token, Created, default);
        await _a.Store.FinishAsync(silent.Token, 1, Accepted(), Created, default);

        var due = await FindDueAsync(B);
        Assert.Equal(
            new[] { judged, failed, cancelled }.Select(submission => (submission.Token, 1, "example.org:80", 0)).Order(),
            due.Select(callback => (callback.Token, callback.Attempt, callback.Host, callback.Tries)).Order());
    }

    [Fact]
    public async Task Outcomes_that_share_a_transaction_are_all_due()
    {
        var submissions = Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? Create() with { CallbackUrl = null } : Create()).ToList();
        await _a.Store.AddAsync(submissions, default);

        await Task.WhenAll(submissions.Select(submission => _a.Store.FinishAsync(submission.Token, 1, Accepted(), Created, default)));

        Assert.Equal(
            submissions.Where(submission => submission.CallbackUrl is not null).Select(submission => submission.Token).Order(),
            (await FindDueAsync(B)).Select(callback => callback.Token).Order());
    }

    [Fact]
    public async Task Another_replica_hears_at_once_that_callbacks_are_due()
    {
        var submission = Create();
        await _a.Store.AddAsync([submission], default);
        var told = _b.Feed.WhenCallbacksAsync(default);

        await _a.Store.FinishAsync(submission.Token, 1, Accepted(), Created, default);

        await told.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Replicas_that_claim_the_same_share_it()
    {
        var ids = (await AddDueAsync(200)).Select(callback => callback.Id).ToList();

        var claims = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? A : B).ClaimAsync(ids, Guid.NewGuid(), Long, default)));

        Assert.Equal(ids.Order(), claims.SelectMany(claim => claim).Select(callback => callback.Id).Order());
        Assert.All(claims.SelectMany(claim => claim), callback => Assert.Equal(1, callback.Tries));
        Assert.Empty(await FindDueAsync(A));
        Assert.InRange((await A.UntilNextDueAsync(default))!.Value, Long / 2, Long);
    }

    [Fact]
    public async Task A_claim_that_runs_out_lets_another_replica_try_and_what_comes_late_counts_only_if_it_is_a_delivery()
    {
        var callback = Assert.Single(await AddDueAsync(1));
        var (dead, living) = (Guid.NewGuid(), Guid.NewGuid());
        await A.ClaimAsync([callback.Id], dead, TimeSpan.Zero, default);

        var again = Assert.Single(await B.ClaimAsync([callback.Id], living, Long, default));
        await A.FailedAsync(callback.Id, dead, "late", TimeSpan.Zero, default);
        await A.EndAsync(callback.Id, dead, CallbackState.GivenUp, "late", default);
        await A.ReleaseAsync(callback.Id, dead, default);

        Assert.Equal(2, again.Tries);
        Assert.Equal(new CallbackStatus(callback.Token, 1, CallbackState.Due, 2, null, null), await StatusAsync(callback.Token));
        await A.DeliveredAsync(callback.Id, default);
        await B.FailedAsync(callback.Id, living, "no", TimeSpan.Zero, default);
        Assert.Equal(new CallbackStatus(callback.Token, 1, CallbackState.Delivered, 2, null, null), await StatusAsync(callback.Token));
        Assert.Empty(await FindDueAsync(A));
    }

    [Fact]
    public async Task What_failed_is_due_again_after_its_pause_and_not_before()
    {
        var callback = Assert.Single(await AddDueAsync(1));
        var claim = Guid.NewGuid();
        await A.ClaimAsync([callback.Id], claim, Long, default);

        await A.FailedAsync(callback.Id, claim, "answered with status 500", TimeSpan.FromMinutes(2), default);

        Assert.Empty(await FindDueAsync(B));
        Assert.InRange((await B.UntilNextDueAsync(default))!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        var status = await StatusAsync(callback.Token);
        Assert.Equal((CallbackState.Due, 1, "answered with status 500"), (status!.State, status.Tries, status.LastError));
        Assert.InRange(status.NextTryAt!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3));
        await store.ReadAsync("""UPDATE callbacks SET "NextTryAt" = "NextTryAt" - 120000""");
        Assert.Equal(1, Assert.Single(await FindDueAsync(B)).Tries);
    }

    [Fact]
    public async Task What_is_given_back_is_due_at_once_with_the_try_uncounted_and_the_others_hear_of_it()
    {
        var callback = Assert.Single(await AddDueAsync(1));
        var claim = Guid.NewGuid();
        await A.ClaimAsync([callback.Id], claim, Long, default);
        var told = _b.Feed.WhenCallbacksAsync(default);

        await A.ReleaseAsync(callback.Id, claim, default);

        await told.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, Assert.Single(await FindDueAsync(B)).Tries);
    }

    [Fact]
    public async Task Hosts_and_what_was_tried_before_can_be_left_out()
    {
        var (first, second) = (Create(), Create() with { CallbackUrl = new Uri("https://other.example/") });
        await _a.Store.AddAsync([first, second], default);
        await _a.Store.FinishAsync(first.Token, 1, Accepted(), Created, default);
        await _a.Store.FinishAsync(second.Token, 1, Accepted(), Created, default);

        Assert.Equal(second.Token, Assert.Single(await A.FindDueAsync(10, ["example.org:80"], firstTriesOnly: false, default)).Token);

        var claim = Guid.NewGuid();
        var due = (await FindDueAsync(A)).Single(callback => callback.Token == second.Token);
        await A.ClaimAsync([due.Id], claim, Long, default);
        await A.FailedAsync(due.Id, claim, "no", TimeSpan.Zero, default);
        Assert.Equal(first.Token, Assert.Single(await A.FindDueAsync(10, [], firstTriesOnly: true, default)).Token);
        Assert.Equal(2, (await FindDueAsync(A)).Count);
        Assert.Single(await A.FindDueAsync(1, [], firstTriesOnly: false, default));
    }

    [Fact]
    public async Task A_submission_that_is_judged_again_has_another_callback()
    {
        var callback = Assert.Single(await AddDueAsync(1));
        await A.DeliveredAsync(callback.Id, default);
        Assert.True(await _a.Store.RejudgeAsync(callback.Token, 1, "server-a", Created, default));

        await _a.Store.FinishAsync(callback.Token, 2, Accepted(), Created, default);

        Assert.Equal((callback.Token, 2), (Assert.Single(await FindDueAsync(B)) is var again ? (again.Token, again.Attempt) : default));
        Assert.Equal((2, CallbackState.Due), (await StatusAsync(callback.Token) is { } status ? (status.Attempt, status.State) : default));
    }

    [Fact]
    public async Task A_submission_that_is_rejudged_in_the_transaction_of_its_outcome_has_the_callback_of_the_next_one_only()
    {
        var submissions = Enumerable.Range(0, 40).Select(_ => Create()).ToList();
        await _a.Store.AddAsync(submissions, default);

        // Queued one after the other, so that most of them share a transaction.
        await Task.WhenAll(submissions.SelectMany(submission => new[]
        {
            _a.Store.FinishAsync(submission.Token, 1, Accepted(), Created, default),
            _a.Store.RejudgeAsync(submission.Token, 1, "server-a", Created, default),
        }));
        await Task.WhenAll(submissions.Select(submission => _a.Store.FinishAsync(submission.Token, 2, Accepted(), Created, default)));

        Assert.Equal(
            submissions.Select(submission => submission.Token).Order(),
            (await FindDueAsync(B)).Where(callback => callback.Attempt == 2).Select(callback => callback.Token).Order());
    }

    [Fact]
    public async Task A_deleted_submission_takes_its_callbacks_with_it()
    {
        var callbacks = await AddDueAsync(2);

        await _a.Store.DeleteAsync(callbacks[0].Token, default);

        Assert.Equal(callbacks[1].Token, Assert.Single(await FindDueAsync(A)).Token);
        Assert.Null(await StatusAsync(callbacks[0].Token));
    }

    private static Task<IReadOnlyList<DueCallback>> FindDueAsync(ICallbackStore outbox) =>
        outbox.FindDueAsync(1_000, [], firstTriesOnly: false, default);

    private async Task<CallbackStatus?> StatusAsync(Guid token) =>
        (await B.FindStatusAsync([token, Guid.NewGuid()], default)).GetValueOrDefault(token);

    private async Task<IReadOnlyList<DueCallback>> AddDueAsync(int count)
    {
        var submissions = Enumerable.Range(0, count).Select(_ => Create()).ToList();
        await _a.Store.AddAsync(submissions, default);
        await Task.WhenAll(submissions.Select(submission => _a.Store.FinishAsync(submission.Token, 1, Accepted(), Created, default)));
        return await FindDueAsync(A);
    }

    public sealed class OnSqlite() : CallbackStoreTests(new StoreFile());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : CallbackStoreTests(new StoreDatabase(server));
}
