using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using OjApi.Storage;
using OjApi.Submissions;

namespace OjAspire.Tests.Storage;

public sealed class SqliteStartTests : IAsyncLifetime
{
    private readonly StoreFile _file = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _file.RemoveAsync();

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_stops_nobody()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        await using (var connection = new SqliteConnection(_file.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var host = await StoreHost.StartAsync(_file.ConnectionString);

        Assert.Equal(0, await host.Store.CountQueuedAsync(default));
    }

    [Fact]
    public async Task The_file_is_written_ahead_and_flushed_with_every_commit()
    {
        await using var host = await StoreHost.StartAsync(_file.ConnectionString);
        await using var context = host.Services.GetRequiredService<OpenStore>()();

        Assert.Equal("wal", await context.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync());
        Assert.Equal(2, await context.Database.SqlQuery<int>($"SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync());
    }

    [Fact]
    public async Task A_store_of_the_release_before_keeps_its_submissions_and_still_takes_rows_of_that_release()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        var (stored, late) = (TestSubmissions.Create(), TestSubmissions.Create());
        using (var old = StoreHost.Build(_file.ConnectionString))
        {
            await using var context = old.Services.GetRequiredService<OpenStore>()();
            await context.GetService<IMigrator>().MigrateAsync("20261123152114_Initial");
            await InsertAsOldReleaseAsync(context, stored);
        }

        await using var host = await StoreHost.StartAsync(_file.ConnectionString);
        await using (var context = host.Services.GetRequiredService<OpenStore>()())
        {
            // A replica of the release before that runs on beside this one, in a rolling update.
            await InsertAsOldReleaseAsync(context, late);
        }

        foreach (var submission in (Submission[])[stored, late])
        {
            Assert.Equal(submission with { Tenant = "default", Priority = 0 }, await host.Store.FindAsync(submission.Token, default));
        }
    }

    [Theory]
    [InlineData("/proc/oj/oj.db")]
    [InlineData("/dev/null/oj.db")]
    [InlineData("/tmp")]
    public async Task A_file_that_cannot_be_written_is_named_at_start(string path)
    {
        using var host = StoreHost.Build($"Data Source={path}");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains($"\"{path}\" (ConnectionStrings:oj)", exception.Message, StringComparison.Ordinal);
    }

    private static Task<int> InsertAsOldReleaseAsync(SubmissionContext context, Submission submission)
    {
        var row = submission.ToRow();
        var microseconds = (row.CreatedAt.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return context.Database.ExecuteSqlAsync($"""
            INSERT INTO submissions (Token, LanguageId, LanguageKey, Spec, CallbackUrl, CreatedAt, TraceParent, State, Owner, Attempt)
            VALUES ({row.Token}, {row.LanguageId}, {row.LanguageKey}, {row.Spec}, {row.CallbackUrl}, {microseconds}, {row.TraceParent}, {(int)row.State}, {row.Owner}, {row.Attempt})
            """);
    }
}
