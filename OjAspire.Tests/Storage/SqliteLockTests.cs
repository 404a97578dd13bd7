using Microsoft.Data.Sqlite;
using OjApi.Submissions;

namespace OjAspire.Tests.Storage;

/// <summary>A file has one writer at a time, also when that is a foreign process.</summary>
public sealed class SqliteLockTests : IAsyncLifetime
{
    private readonly StoreFile _file = new();
    private StoreHost _host = null!;

    public async Task InitializeAsync() => _host = await StoreHost.StartAsync(_file.ConnectionString);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _file.RemoveAsync();
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
}
