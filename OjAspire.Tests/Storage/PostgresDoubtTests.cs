using Npgsql;
using OjApi.Submissions;
using static OjAspire.Tests.Storage.TestSubmissions;

namespace OjAspire.Tests.Storage;

/// <summary>The connection breaks while a commit is under way: whether it counts is then asked for, not guessed.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresDoubtTests(PostgresServer server) : IAsyncLifetime
{
    private readonly StoreDatabase _database = new(server);
    private LostAnswers _between = null!;
    private StoreHost _host = null!;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        var settings = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        _between = LostAnswers.Before(settings.Port);
        settings.Port = _between.Port;
        _host = await StoreHost.StartAsync(settings.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _between.DisposeAsync();
        await _database.RemoveAsync();
    }

    [Fact]
    public async Task A_submission_whose_commit_only_lost_its_answer_is_accepted()
    {
        var submission = Create();
        _between.LoseAnswer();

        await _host.Store.AddAsync([submission], default).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.NotNull(await _host.Store.FindAsync(submission.Token, default));
    }

    [Fact]
    public async Task A_submission_whose_commit_never_arrived_is_refused()
    {
        var submission = Create();
        _between.LoseCommit();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _host.Store.AddAsync([submission], default).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Null(await _host.Store.FindAsync(submission.Token, default));
    }

    [Fact]
    public async Task What_was_adopted_with_a_lost_answer_is_known_to_its_adopter()
    {
        var submission = Create("gone");
        await _host.Store.AddAsync([submission], default);
        await _host.Store.RenewLeaseAsync("server-b", TimeSpan.FromMinutes(5), default);
        _between.LoseAnswer();

        var adopted = await _host.Store.AdoptAsync("server-b", ["py"], true, 10, default).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(submission.Token, Assert.Single(adopted).Token);
    }
}
