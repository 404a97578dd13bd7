using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OjApi.Storage.Sqlite;

/// <summary>
/// Creates and migrates the database before anything else starts. Replicas that start together take turns by a lock of the
/// operating system, which a killed process cannot leave behind.
/// </summary>
internal sealed partial class SqliteMigrator(OpenStore open, SqliteFile file, TimeProvider time, ILogger<SqliteMigrator> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
            await using var turn = await LockAsync(cancellationToken);
            await MigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new InvalidOperationException(
                $"The submission store \"{file.Path}\" ({StorageOptions.Key}) cannot be opened for writing: {exception.Message}", exception);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = open();
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count == 0)
        {
            return;
        }
        // The migrator's own lock is a row, which a killed process does leave behind. Whoever holds the file lock knows that it is stale.
        await context.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", cancellationToken);
        Log.Migrated(logger, pending.Count, file.Path);
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file.MigrationLockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file.MigrationLockPath) && time.GetElapsedTime(start) < LockPatience)
            {
                await Task.Delay(LockRetry, time, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2005, LogLevel.Information, "Applied {Count} migration(s) to {Path}", EventName = "StoreMigrated")]
        public static partial void Migrated(ILogger logger, int count, string path);
    }
}
