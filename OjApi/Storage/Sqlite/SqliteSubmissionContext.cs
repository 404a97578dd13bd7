using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OjApi.Storage.Sqlite;

/// <summary>The tables in SQLite.</summary>
internal sealed class SqliteSubmissionContext(DbContextOptions<SqliteSubmissionContext> options) : SubmissionContext(options)
{
    // Result codes of https://www.sqlite.org/rescode.html that speak of the file, the disk or other processes.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;
    private const int NotADatabase = 26;

    protected override string NowSql => "CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER)";

    public override bool IsUnavailable(DbException exception) => exception is SqliteException
    {
        SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or Protocol or NotADatabase,
    };

    /// <summary>Nothing to lock: a transaction that writes has the file to itself.</summary>
    public override IQueryable<T> Lock<T>(IQueryable<T> rows, RowLock mode) => rows;

    /// <summary>Nothing to lock: a transaction that writes has the file to itself.</summary>
    public override Task LockLanguagesAsync() => Task.CompletedTask;

    public override Task<long> GetSizeAsync(CancellationToken cancellationToken) =>
        Database.SqlQuery<long>($"SELECT page_count * page_size AS Value FROM pragma_page_count(), pragma_page_size()").SingleAsync(cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no type for points in time; numbers can be compared and ordered.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMicrosecondsConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasDbFunction(() => StoreClock.Milliseconds())
            .HasTranslation(_ => StoreClock.MillisecondsFrom("unixepoch", [StoreClock.Text("now"), StoreClock.Text("subsec")], "INTEGER"));
    }
}
