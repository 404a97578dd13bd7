using System.Globalization;
using static OjAspire.Tests.Storage.TestSubmissions;

namespace OjAspire.Tests.Storage;

/// <summary>The connection on which a replica listens is lost.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresListenTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly StoreDatabase _database = new(server);
    private StoreHost _writer = null!;
    private StoreHost _watcher = null!;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        _watcher = await StoreHost.StartAsync(_database.ConnectionString + ";Application Name=watcher");
        _writer = await StoreHost.StartAsync(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _watcher.DisposeAsync();
        await _database.RemoveAsync();
    }

    [Fact]
    public async Task Outcomes_of_the_time_without_it_arrive_and_later_ones_are_as_quick_as_ever()
    {
        using var cancellation = new CancellationTokenSource(Patience, TimeProvider.System);
        await using var feed = _watcher.Feed.WatchFinalAsync(cancellation.Token).GetAsyncEnumerator();
        for (var round = 0; round < 3; round++)
        {
            var submission = Create();
            await _writer.Store.AddAsync([submission], default);
            await DisconnectAsync();
            await _writer.Store.FailAsync(submission.Token, 1, "our fault");

            Assert.True(await feed.MoveNextAsync());
            Assert.Equal(submission.Token, feed.Current.Key.Token);
        }

        await WhenListeningAsync();
        var quick = Create();
        await _writer.Store.AddAsync([quick], default);
        await _writer.Store.FailAsync(quick.Token, 1, "our fault");
        var start = TimeProvider.System.GetTimestamp();
        Assert.True(await feed.MoveNextAsync());
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Who_may_have_missed_that_something_was_left_to_him_is_told_as_soon_as_he_listens_again()
    {
        var told = _watcher.Feed.WhenLeftAsync(default);

        await DisconnectAsync();

        await told.WaitAsync(Patience);
    }

    private async Task DisconnectAsync()
    {
        await WhenListeningAsync();
        await _database.ReadAsync(Listening("pg_terminate_backend(pid)"));
    }

    private async Task WhenListeningAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Convert.ToInt64(await _database.ReadAsync(Listening("count(*)")), CultureInfo.InvariantCulture) != 1)
        {
            Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, Patience);
        }
    }

    private string Listening(string what) =>
        $"SELECT {what} FROM pg_stat_activity WHERE datname = '{_database.Name}' AND application_name = 'watcher' AND query LIKE 'LISTEN%' AND state = 'idle'";
}
