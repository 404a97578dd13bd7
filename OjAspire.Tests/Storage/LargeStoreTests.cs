using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OjApi.Callbacks;
using OjApi.Storage;
using static OjAspire.Tests.Storage.TestSubmissions;

namespace OjAspire.Tests.Storage;

/// <summary>What is done for every submission costs as much in a store of a whole year as in an empty one.</summary>
/// <param name="token">A token that is drawn, in the SQL of the store.</param>
public abstract class LargeStoreTests(TestStore store, string token) : IAsyncLifetime
{
    private const int Group = 8;
    private const int Rounds = 15;
    private const int Doublings = 17;
    private const double MostGrowth = 5;

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
    public async Task Outcomes_that_share_a_transaction_look_at_no_others()
    {
        var small = await MeasureAsync();
        await GrowAsync();

        var large = await MeasureAsync();

        Assert.True(large < MostGrowth * small, $"{small.TotalMilliseconds} ms with few submissions, {large.TotalMilliseconds} ms with many");
    }

    [Fact]
    public async Task What_is_looked_for_again_and_again_is_found_without_looking_at_all()
    {
        await MeasureAsync();
        var outbox = _host.Services.GetRequiredService<ICallbackStore>();
        var small = await QuickestAsync(LookAsync);
        await GrowAsync();

        var large = await QuickestAsync(LookAsync);

        Assert.True(large < MostGrowth * small, $"{small.TotalMilliseconds} ms with few submissions, {large.TotalMilliseconds} ms with many");

        async Task LookAsync()
        {
            await _host.Store.CountQueuedAsync(default);
            await _host.Store.CountQuarantinedAsync(default);
            await outbox.UntilNextDueAsync(default);
        }
    }

    /// <summary>How long a group of outcomes takes at best.</summary>
    private async Task<TimeSpan> MeasureAsync()
    {
        var quickest = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var submissions = Enumerable.Range(0, Group).Select(_ => Create() with { CallbackUrl = null }).ToList();
            await _host.Store.AddAsync(submissions, default);
            var elapsed = await QuickestAsync(
                () => Task.WhenAll(submissions.Select(submission => _host.Store.FinishAsync(submission.Token, 1, Accepted(), Created, default))), rounds: 1);
            quickest = elapsed < quickest ? elapsed : quickest;
        }
        return quickest;
    }

    private static async Task<TimeSpan> QuickestAsync(Func<Task> action, int rounds = Rounds)
    {
        var quickest = TimeSpan.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await action();
            var elapsed = TimeProvider.System.GetElapsedTime(start);
            quickest = elapsed < quickest ? elapsed : quickest;
        }
        return quickest;
    }

    /// <summary>Copies a final submission until there are more than a hundred thousand, each under a token of its own.</summary>
    private async Task GrowAsync()
    {
        await using var context = _host.Services.GetRequiredService<OpenStore>()();
        var columns = string.Join(", ", context.Model.FindEntityType(typeof(SubmissionRow))!.GetProperties()
            .Select(property => property.GetColumnName()).Except(["Id", "Token", "FinalSequence"]).Select(name => $"\"{name}\""));
        await using var connection = await store.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            INSERT INTO submissions ("Token", {columns}) SELECT {token}, {columns} FROM submissions WHERE "State" = 2 ORDER BY "Id" LIMIT @most
            """;
        var most = command.CreateParameter();
        most.ParameterName = "@most";
        command.Parameters.Add(most);
        for (var doubling = 0; doubling < Doublings; doubling++)
        {
            most.Value = 1 << doubling;
            await command.ExecuteNonQueryAsync();
        }
    }

    [Collection(Alone.Name)]
    public sealed class OnSqlite() : LargeStoreTests(new StoreFile(), "lower(hex(randomblob(16)))");

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : LargeStoreTests(new StoreDatabase(server), "gen_random_uuid()");
}
