using System.Data.Common;
using OjApi.Submissions;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Processes;

/// <summary>A replica stands still (SIGSTOP) for longer than its lease and then goes on (SIGCONT).</summary>
public abstract class PausedOwnerTests(TestStore store) : IAsyncLifetime
{
    private const string Paused = "127.0.77.1";
    private const string Other = "127.0.77.2";
    private const int Count = 8;

    private static readonly Dictionary<string, string> ShortLease = new()
    {
        ["Oj__Ownership__Lease"] = "00:00:02",
        ["Oj__Ownership__RenewEvery"] = "00:00:00.5",
        ["Oj__Scheduling__HandOverAfter"] = "00:10:00",
    };

    private ProcessCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        await store.CreateAsync();
        _cluster = ProcessCluster.Create(store);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Its_submissions_are_adopted_and_judged_once_and_it_does_not_write_over_them()
    {
        var paused = await _cluster.StartReplicaAsync(Paused, ShortLease);
        var other = await _cluster.StartReplicaAsync(Other, ShortLease);
        var tokens = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            tokens.Add(await _cluster.Client(Paused).SubmitAsync(46, $"echo {i}", new { expected_output = $"{i}\n" }));
        }

        await PauseOutsideTransactionAsync(paused);
        await other.WhenAsync(line => line.Contains($"Adopted {Count} unfinished", StringComparison.Ordinal));
        _cluster.StartSandbox(1, [Other]);
        await _cluster.Client(Other).WaitForVerdictAsync(tokens[0]);
        paused.Resume();
        await paused.WhenAsync(line => line.Contains("The lease had run out", StringComparison.Ordinal));

        // What it had queued before it stood still finds a sandbox there now, too, and must not be judged again.
        _cluster.StartSandbox(1, [Paused]);
        foreach (var token in tokens)
        {
            Assert.Equal("AC", (await _cluster.Client(Paused).WaitForVerdictAsync(token))["verdict"]!.GetValue<string>());
        }

        var stored = (await StoredSubmission.ReadAllAsync(store)).Values;
        Assert.Equal(Count, stored.Count());
        Assert.All(stored, submission => Assert.Equal((SubmissionState.Final, 1), (submission.State, submission.Attempt)));
        Assert.Equal(Count, stored.Select(submission => submission.FinalSequence).Distinct().Count());
        Assert.Equal(1L, await store.ReadAsync("""SELECT COUNT(DISTINCT "Owner") FROM submissions"""));
    }

    /// <summary>Halts a replica while it holds no lock of the store: a whole file is locked on SQLite, and nobody else would write before it goes on.</summary>
    private async Task PauseOutsideTransactionAsync(ChildProcess replica)
    {
        while (true)
        {
            replica.Pause();
            if (await CanWriteAsync())
            {
                return;
            }

            replica.Resume();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private async Task<bool> CanWriteAsync()
    {
        await using var connection = await store.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """UPDATE final_counter SET "Value" = "Value" """;
        command.CommandTimeout = 2;
        try
        {
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    public sealed class OnSqlite() : PausedOwnerTests(new StoreFile());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : PausedOwnerTests(new StoreDatabase(server));
}
