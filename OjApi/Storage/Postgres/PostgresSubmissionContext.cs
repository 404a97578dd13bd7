using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OjApi.Storage.Postgres;

/// <summary>The tables in PostgreSQL.</summary>
internal sealed class PostgresSubmissionContext(DbContextOptions<PostgresSubmissionContext> options) : SubmissionContext(options)
{
    // https://www.postgresql.org/docs/current/errcodes-appendix.html: refused log-in, no such database, no room or connection
    // left, stopping or starting, trouble with the disk, broken data. Class 08 and everything without a code is the connection.
    private static readonly string[] UnavailableClasses = ["08", "28", "3D", "53", "57", "58", "XX"];

    /// <summary>After a failover the old server may live on as a standby, which does not write.</summary>
    private const string ReadOnlyTransaction = "25006";

    /// <summary>The server ended a transaction in which this process said nothing for too long.</summary>
    private const string IdleInTransactionTimeout = "25P03";

    protected override string NowSql => "CAST(date_part('epoch', clock_timestamp()) * 1000 AS bigint)";

    public override bool IsUnavailable(DbException exception) => exception switch
    {
        PostgresException { SqlState: ReadOnlyTransaction or IdleInTransactionTimeout } => true,
        PostgresException failure => UnavailableClasses.Any(start => failure.SqlState.StartsWith(start, StringComparison.Ordinal)),
        _ => exception is NpgsqlException,
    };

    public override IQueryable<T> Lock<T>(IQueryable<T> rows, RowLock mode) =>
        rows.TagWith(mode switch
        {
            RowLock.Share => RowLocking.Share,
            RowLock.Update => RowLocking.Update,
            _ => RowLocking.UpdateOrSkip,
        });

    public override Task LockLanguagesAsync() => Database.ExecuteSqlAsync($"LOCK TABLE languages IN SHARE ROW EXCLUSIVE MODE");

    public override Task<long> GetSizeAsync(CancellationToken cancellationToken) =>
        Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync(cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Not now(), which stands still within a transaction.
        modelBuilder.HasDbFunction(() => StoreClock.Milliseconds()).HasTranslation(_ => StoreClock.MillisecondsFrom(
            "date_part", [StoreClock.Text("epoch"), StoreClock.Call("clock_timestamp")], "bigint"));
    }
}
