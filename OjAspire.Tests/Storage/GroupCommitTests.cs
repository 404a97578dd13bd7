using Microsoft.Extensions.DependencyInjection;
using OjApi.Storage;
using OjApi.Submissions;

namespace OjAspire.Tests.Storage;

public abstract class GroupCommitTests(TestStore store) : IAsyncLifetime
{
    private StoreHost _host = null!;

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
    public async Task Concurrent_writes_share_transactions()
    {
        const int Writes = 1000;
        var commits = _host.Services.GetRequiredService<GroupCommit>();

        await Task.WhenAll(Enumerable.Range(0, Writes).Select(_ => _host.Store.AddAsync([TestSubmissions.Create()], default)));

        Assert.Equal(Writes, (await _host.Store.ListAsync(1, 1, null, default)).TotalCount);
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
    public async Task Writes_that_were_queued_when_the_replica_stops_are_still_committed()
    {
        var host = await StoreHost.StartAsync(store.ConnectionString);
        var writer = host.Store;
        var submissions = Enumerable.Range(0, 300).Select(_ => TestSubmissions.Create()).ToList();

        var writes = submissions.Select(submission => writer.AddAsync([submission], default)).ToList();
        await host.DisposeAsync();
        await Task.WhenAll(writes);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => writer.AddAsync([TestSubmissions.Create()], default));
        Assert.Equal(300, (await _host.Store.ListAsync(1, 1, null, default)).TotalCount);
    }

    public sealed class OnSqlite() : GroupCommitTests(new StoreFile());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : GroupCommitTests(new StoreDatabase(server));
}
