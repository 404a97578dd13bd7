using OjApi.Submissions;
using static OjAspire.Tests.Storage.TestSubmissions;

namespace OjAspire.Tests.Storage;

public abstract class SubmissionFeedTests(TestStore store) : IAsyncLifetime
{
    private StoreHost _writer = null!;
    private StoreHost _watcher = null!;

    public async Task InitializeAsync()
    {
        await store.CreateAsync();
        _writer = await store.StartReplicaAsync();
        _watcher = await store.StartReplicaAsync();
    }

    public async Task DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _watcher.DisposeAsync();
        await store.RemoveAsync();
    }

    [Fact]
    public async Task An_outcome_stored_by_one_replica_reaches_another_within_300_ms()
    {
        var time = TimeProvider.System;
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(20), time);
        await using var feed = _watcher.Feed.WatchFinalAsync(cancellation.Token).GetAsyncEnumerator();
        var delays = new List<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            var submission = Create();
            await _writer.Store.AddAsync([submission], default);
            var arrival = feed.MoveNextAsync();
            await _writer.Store.FinishAsync(submission.Token, 1, Accepted(), Created, default);
            var start = time.GetTimestamp();

            Assert.True(await arrival);

            delays.Add(time.GetElapsedTime(start));
            Assert.Equal(new FinalSubmission(submission.Key(), IsUnjudged: false), feed.Current);
        }
        Assert.InRange(delays.Order().ElementAt(10), TimeSpan.Zero, TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task Every_outcome_after_the_call_arrives_even_when_nobody_reads_yet()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        var submissions = Enumerable.Range(0, 1200).Select(_ => Create()).ToList();
        await _writer.Store.AddAsync(submissions, default);
        var feed = _watcher.Feed.WatchFinalAsync(cancellation.Token);

        await Task.WhenAll(submissions.Select((submission, i) => (i % 2 == 0 ? _writer : _watcher).Store
            .FailAsync(submission.Token, 1, "our fault")));

        var missing = submissions.Select(submission => submission.Token).ToHashSet();
        await foreach (var final in feed.WithCancellation(cancellation.Token))
        {
            missing.Remove(final.Key.Token);
            if (missing.Count == 0)
            {
                break;
            }
        }
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Deleting_the_newest_outcome_does_not_hide_the_next_one()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        var (first, second) = (Create(), Create());
        await _writer.Store.AddAsync([first, second], default);
        await using var feed = _watcher.Feed.WatchFinalAsync(cancellation.Token).GetAsyncEnumerator();
        await _writer.Store.FailAsync(first.Token, 1, "our fault");
        Assert.True(await feed.MoveNextAsync());

        await _writer.Store.DeleteAsync(first.Token, default);
        await _writer.Store.FailAsync(second.Token, 1, "our fault");

        Assert.True(await feed.MoveNextAsync());
        Assert.Equal(second.Token, feed.Current.Key.Token);
    }

    [Fact]
    public async Task A_submission_that_is_rejudged_is_told_again_with_its_next_attempt_and_what_ended_without_a_verdict_so()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        var submission = Create();
        await _writer.Store.AddAsync([submission], default);
        await using var feed = _watcher.Feed.WatchFinalAsync(cancellation.Token).GetAsyncEnumerator();
        await _writer.Store.CancelAsync(submission.Token, Created, default);
        Assert.True(await feed.MoveNextAsync());
        Assert.Equal(new FinalSubmission(submission.Key(), IsUnjudged: true), feed.Current);

        await _writer.Store.RejudgeAsync(submission.Token, 1, "server-b", Created, default);
        await _writer.Store.FinishAsync(submission.Token, 2, Accepted(), Created, default);

        Assert.True(await feed.MoveNextAsync());
        Assert.Equal(new FinalSubmission(submission.Key() with { Attempt = 2 }, IsUnjudged: false), feed.Current);
    }

    public sealed class OnSqlite() : SubmissionFeedTests(new StoreFile());

    public sealed class InMemory() : SubmissionFeedTests(new StoreInMemory());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : SubmissionFeedTests(new StoreDatabase(server));
}
