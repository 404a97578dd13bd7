using System.Security.Cryptography;
using System.Text;
using OjApi.Submissions;
using static OjAspire.Tests.Storage.TestSubmissions;

namespace OjAspire.Tests.Storage;

public abstract class RequestKeyTests(TestStore store) : IAsyncLifetime
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly byte[] Answer = [1, 2, 3];

    private StoreHost _a = null!;
    private StoreHost _b = null!;

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
    public async Task A_repeat_at_another_replica_is_told_the_answer_of_the_first_and_stores_nothing()
    {
        Assert.Null(await _b.Store.FindAnswerAsync(Key("k"), default));
        Assert.Null(await _a.Store.AddOnceAsync([Create(), Create()], Key("k"), Answer, default));

        var found = await _b.Store.FindAnswerAsync(Key("k"), default);
        var earlier = await _b.Store.AddOnceAsync([Create()], Key("k", "other"), [9], default);

        Assert.All([found, earlier], answer =>
        {
            Assert.Equal(Answer, answer!.Answer);
            Assert.Equal(Key("k").Fingerprint, answer.Fingerprint);
        });
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Of_many_at_once_at_both_replicas_one_is_stored_and_the_others_are_told_its_answer()
    {
        const int Keys = 10;
        const int Repeats = 20;
        var calls = Enumerable.Range(0, Keys * Repeats).Select(async i =>
        {
            var replica = i % 2 == 0 ? _a.Store : _b.Store;
            var earlier = await replica.AddOnceAsync([Create()], Key($"k{i / Repeats}"), BitConverter.GetBytes(i), default);
            return (Key: i / Repeats, IsFirst: earlier is null, Answer: earlier is null ? i : BitConverter.ToInt32(earlier.Answer));
        });

        var answers = await Task.WhenAll(calls);

        Assert.Equal(Keys, answers.Count(answer => answer.IsFirst));
        Assert.All(answers.GroupBy(answer => answer.Key), key => Assert.Single(key.Select(answer => answer.Answer).Distinct()));
        Assert.Equal(Keys, await CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repeat_while_the_first_is_not_committed_yet_waits_for_what_becomes_of_it(bool isCommitted)
    {
        Task<FirstAnswer?> repeat;
        await using (var connection = await store.OpenAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"""
                INSERT INTO request_keys ("Id", "Fingerprint", "Answer")
                VALUES ({Literal(Key("k").Id)}, {Literal(Key("k").Fingerprint)}, {Literal(Answer)})
                """;
            await command.ExecuteNonQueryAsync();
            repeat = _a.Store.AddOnceAsync([Create()], Key("k"), [9], default);
            Assert.Null(await _b.Store.FindAnswerAsync(Key("k"), default));
            Assert.False(repeat.IsCompleted);
            await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        Assert.Equal(isCommitted ? Answer : null, (await repeat)?.Answer);
        Assert.Equal(isCommitted ? 0 : 1, await CountAsync());
    }

    [Fact]
    public async Task A_key_that_cannot_be_stored_with_its_submissions_is_not_used()
    {
        var known = Create();
        await _a.Store.AddAsync([known], default);

        await Assert.ThrowsAnyAsync<Exception>(() => _a.Store.AddOnceAsync([Create(), known], Key("k"), Answer, default));

        Assert.Null(await _a.Store.AddOnceAsync([Create()], Key("k"), Answer, default));
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_key_that_has_run_out_is_free_again()
    {
        await _a.Store.AddOnceAsync([Create()], Key("k"), Answer, default);
        await AgeAsync();

        Assert.Null(await _b.Store.FindAnswerAsync(Key("k"), default));
        Assert.Null(await _b.Store.AddOnceAsync([Create()], Key("k", "other"), [9], default));

        Assert.Equal([9], (await _a.Store.FindAnswerAsync(Key("k"), default))!.Answer);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Keys_that_have_run_out_are_removed_however_many_and_the_others_stay()
    {
        await Task.WhenAll(Enumerable.Range(0, 1_100).Select(i => _a.Store.AddOnceAsync([], Key($"old{i}"), Answer, default)));
        await AgeAsync();
        await _a.Store.AddOnceAsync([], Key("young"), Answer, default);

        await Task.WhenAll(_a.Store.RemoveExpiredKeysAsync(Lifetime, default), _b.Store.RemoveExpiredKeysAsync(Lifetime, default));

        Assert.Equal(1L, await store.ReadAsync("SELECT COUNT(*) FROM request_keys"));
        Assert.NotNull(await _a.Store.FindAnswerAsync(Key("young"), default));
    }

    private static RequestKey Key(string name, string request = "request") =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(name)), SHA256.HashData(Encoding.UTF8.GetBytes(request)), Lifetime);

    private string Literal(byte[] bytes) => store is StoreFile
        ? $"X'{Convert.ToHexString(bytes)}'"
        : $@"'\x{Convert.ToHexString(bytes)}'::bytea";

    private Task<object?> AgeAsync() =>
        store.ReadAsync($"""UPDATE request_keys SET "StoredAt" = "StoredAt" - {(long)Lifetime.TotalMilliseconds} """);

    private async Task<int> CountAsync() => (await _a.Store.ListAsync(1, 1, null, default)).TotalCount;

    public sealed class OnSqlite() : RequestKeyTests(new StoreFile());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : RequestKeyTests(new StoreDatabase(server));
}
