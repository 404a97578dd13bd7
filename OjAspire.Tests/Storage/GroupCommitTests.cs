using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OjApi.Storage;
using OjApi.Submissions;

namespace OjAspire.Tests.Storage;

public sealed class GroupCommitTests : IAsyncLifetime
{
    private readonly StoreFile _file = new();
    private StoreHost _host = null!;

    public async Task InitializeAsync() => _host = await StoreHost.StartAsync(_file.ConnectionString);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _file.Remove();
    }

    [Fact]
    public async Task Concurrent_writes_share_transactions()
    {
        const int Writes = 1000;
        var commits = _host.Services.GetRequiredService<GroupCommit>();

        await Task.WhenAll(Enumerable.Range(0, Writes).Select(_ => _host.Store.AddAsync([TestSubmissions.Create()], default)));

        Assert.Equal(Writes, (await _host.Store.ListAsync(1, 1, default)).TotalCount);
        Assert.InRange(commits.Commits, 1, Writes / 10);
    }

    [Fact]
    public async Task A_bad_write_in_a_group_leaves_its_neighbours_alone()
    {
        var known = TestSubmissions.Create();
        await _host.Store.AddAsync([known], default);
        var good = Enumerable.Range(0, 50).Select(_ => TestSubmissions.Create()).ToList();

        var writes = good.Take(25).Append(known).Concat(good.Skip(25))
            .Select(submission => _host.Store.AddAsync([submission], default)).ToList();
        var all = Task.WhenAll(writes);
        await Assert.ThrowsAnyAsync<Exception>(() => all);

        Assert.Equal([25], writes.Index().Where(write => write.Item.IsFaulted).Select(write => write.Index));
        Assert.Equal(50, (await _host.Store.FindAsync([.. good.Select(submission => submission.Token)], default)).Count);
    }

    [Fact]
    public async Task While_another_process_holds_the_file_writes_wait_and_a_cancelled_one_stores_nothing()
    {
        var waiting = TestSubmissions.Create();
        var cancelled = TestSubmissions.Create();
        using var cancellation = new CancellationTokenSource();
        await using (var foreign = new SqliteConnection(_file.ConnectionString))
        {
            await foreign.OpenAsync();
            await using var transaction = await foreign.BeginTransactionAsync();
            var first = _host.Store.AddAsync([waiting], default);
            var second = _host.Store.AddAsync([cancelled], cancellation.Token);
            await cancellation.CancelAsync();
            await transaction.RollbackAsync();
            await first;

            // Cancelled before the loop took it, or taken and then stored: never in between.
            await second.ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.Equal(second.IsCompletedSuccessfully, await _host.Store.FindAsync(cancelled.Token, default) is not null);
        }
        Assert.NotNull(await _host.Store.FindAsync(waiting.Token, default));
    }

    [Fact]
    public async Task A_store_that_stays_locked_is_reported_as_unavailable()
    {
        await using var host = await StoreHost.StartAsync(_file.ConnectionString + ";Default Timeout=1");
        await using var foreign = new SqliteConnection(_file.ConnectionString);
        await foreign.OpenAsync();
        await using var transaction = await foreign.BeginTransactionAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => host.Store.AddAsync([TestSubmissions.Create()], default));
    }

    [Fact]
    public async Task Writes_that_were_queued_when_the_replica_stops_are_still_committed()
    {
        var host = await StoreHost.StartAsync(_file.ConnectionString);
        var store = host.Store;
        var submissions = Enumerable.Range(0, 300).Select(_ => TestSubmissions.Create()).ToList();

        var writes = submissions.Select(submission => store.AddAsync([submission], default)).ToList();
        await host.DisposeAsync();
        await Task.WhenAll(writes);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AddAsync([TestSubmissions.Create()], default));
        Assert.Equal(300, (await _host.Store.ListAsync(1, 1, default)).TotalCount);
    }
}
