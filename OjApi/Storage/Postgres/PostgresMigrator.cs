using Microsoft.EntityFrameworkCore;
using Npgsql;
using OjApi.Submissions;

namespace OjApi.Storage.Postgres;

/// <summary>
/// Migrates the database before anything else starts. A server that does not answer is waited for; one that refuses this role
/// or has no such database ends the start, because waiting would help nobody. Replicas that start together take turns by an
/// advisory lock of the session, which a killed process cannot leave behind.
/// </summary>
internal sealed partial class PostgresMigrator(OpenStore open, PostgresServer server, TimeProvider time, ILogger<PostgresMigrator> logger)
    : IHostedLifecycleService
{
    /// <summary>Number of the advisory lock; any that nothing else in this database uses.</summary>
    private const long LockNumber = 0x6F6A_6170_69; // "ojapi"

    private static readonly TimeSpan TurnPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        long? toldAt = null;
        while (await TryMigrateAsync(cancellationToken) is { } reason)
        {
            if (toldAt is null || time.GetElapsedTime(toldAt.Value) >= TellEvery)
            {
                Log.Waiting(logger, server.Name, reason);
                toldAt = time.GetTimestamp();
            }
            await Task.Delay(RetryEvery, time, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>Why the server could not be reached; <see langword="null"/> when it is migrated.</returns>
    private async Task<string?> TryMigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = open();
        try
        {
            await MigrateAsync(context, cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (exception.GetBaseException() is PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow } refusal && IsRefusal(refusal))
            {
                throw new InvalidOperationException(
                    $"The submission store {server.Name} ({StorageOptions.Key}) cannot be used: {refusal.MessageText}", exception);
            }
            return StoreAccess.Translate(context, exception) is StoreUnavailableException
                ? exception.GetBaseException().Message
                : throw new InvalidOperationException(
                    $"The submission store {server.Name} ({StorageOptions.Key}) could not be migrated: {exception.GetBaseException().Message}", exception);
        }
    }

    /// <summary>Wrong name or password, no such database, no permission.</summary>
    private static bool IsRefusal(PostgresException exception) =>
        exception.SqlState.StartsWith("28", StringComparison.Ordinal)
        || exception.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege;

    private async Task MigrateAsync(SubmissionContext context, CancellationToken cancellationToken)
    {
        context.Database.SetCommandTimeout(TurnPatience);
        await context.Database.OpenConnectionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({LockNumber})", cancellationToken);
        try
        {
            var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            if (pending.Count > 0)
            {
                await context.Database.MigrateAsync(cancellationToken);
                Log.Migrated(logger, pending.Count, server.Name);
            }
        }
        finally
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({LockNumber})", CancellationToken.None);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2013, LogLevel.Warning, "The submission store {Server} does not answer yet: {Reason}. Waiting for it", EventName = "StoreAwaited")]
        public static partial void Waiting(ILogger logger, string server, string reason);

        [LoggerMessage(2014, LogLevel.Information, "Applied {Count} migration(s) to {Server}", EventName = "ServerMigrated")]
        public static partial void Migrated(ILogger logger, int count, string server);
    }
}
