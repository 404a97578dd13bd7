using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OjApi.Scheduling.Ordering;

namespace OjApi.Storage;

/// <summary>
/// The tables, alike on every provider. A provider derives from it, because migrations belong to a context type, and adds
/// what differs: the store's clock, what counts as unreachable, locks, and the size on disk.
/// </summary>
internal abstract class SubmissionContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<SubmissionRow> Submissions => Set<SubmissionRow>();

    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<FinalCounterRow> FinalCounter => Set<FinalCounterRow>();

    public DbSet<LanguageRow> Languages => Set<LanguageRow>();

    public DbSet<RequestKeyRow> RequestKeys => Set<RequestKeyRow>();

    public DbSet<CallbackRow> Callbacks => Set<CallbackRow>();

    /// <summary>What <see cref="StoreClock"/> tells, as the default of a column.</summary>
    protected abstract string NowSql { get; }

    /// <summary>Whether the failure means that the store could not do its work now, rather than that the work was wrong.</summary>
    public abstract bool IsUnavailable(DbException exception);

    /// <summary>Has a query lock the rows that it finds until the end of the transaction, where transactions run side by side.</summary>
    public abstract IQueryable<T> Lock<T>(IQueryable<T> rows, RowLock mode);

    /// <summary>Keeps others from changing languages until the end of the transaction.</summary>
    public abstract Task LockLanguagesAsync();

    /// <summary>Size of the database in bytes.</summary>
    public abstract Task<long> GetSizeAsync(CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SubmissionRow>(submission =>
        {
            submission.ToTable("submissions");
            submission.HasKey(row => row.Id);

            // Defaults of the store, because in a rolling update the release before still adds rows without them.
            submission.Property(row => row.Tenant).HasDefaultValue(TenantName.Default);
            submission.Property(row => row.Priority).HasDefaultValue(0);
            submission.HasIndex(row => row.Token).IsUnique();
            submission.HasIndex(row => row.CreatedAt);
            submission.HasIndex(row => new { row.State, row.Owner });
            submission.Property(row => row.FailedDeliveries).HasDefaultValue(0);
            submission.Property(row => row.SandboxDeaths).HasDefaultValue(0);
            submission.Property(row => row.FirstAttempt).HasDefaultValue(1);
            submission.HasIndex(row => row.FinalSequence).IsUnique();

            // Few of many: what operators look for costs nothing to those that are judged.
            submission.HasIndex(row => row.Unjudged).HasFilter("\"Unjudged\" IS NOT NULL");
        });
        modelBuilder.Entity<AttemptRow>(attempt =>
        {
            attempt.ToTable("attempts");
            attempt.HasKey(row => new { row.SubmissionId, row.Attempt });
            attempt.HasOne<SubmissionRow>().WithMany().HasForeignKey(row => row.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<LeaseRow>(lease =>
        {
            lease.ToTable("leases");
            lease.HasKey(row => row.ServerId);
        });
        modelBuilder.Entity<FinalCounterRow>(counter =>
        {
            counter.ToTable("final_counter");
            counter.HasKey(row => row.Id);
            counter.Property(row => row.Id).ValueGeneratedNever();
            counter.HasData(new FinalCounterRow());
        });
        modelBuilder.Entity<LanguageRow>(language =>
        {
            language.ToTable("languages");
            language.HasKey(row => row.Key);
        });
        modelBuilder.Entity<RequestKeyRow>(key => RequestKeyRow.Configure(key, NowSql));
        modelBuilder.Entity<CallbackRow>(callback => CallbackRow.Configure(callback, NowSql));
    }
}
