using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OjApi.Callbacks;

namespace OjApi.Storage;

/// <summary>The callback of one outcome: one row of the outbox for each attempt that became final.</summary>
internal sealed class CallbackRow
{
    public long Id { get; set; }

    public Guid Token { get; set; }

    public int Attempt { get; set; }

    /// <summary>Host and port of the receiver.</summary>
    public required string Host { get; set; }

    public CallbackState State { get; set; }

    public int Tries { get; set; }

    /// <summary>
    /// When it is due, or when the claim on it runs out, on the store's clock in milliseconds since 1970 UTC; at once, unless given.
    /// </summary>
    public long NextTryAt { get; set; }

    /// <summary>Name of the claim on it; absent while nobody tries it.</summary>
    public Guid? Claim { get; set; }

    public string? LastError { get; set; }

    /// <param name="now">The store's clock in SQL.</param>
    public static void Configure(EntityTypeBuilder<CallbackRow> callback, string now)
    {
        callback.ToTable("callbacks");
        callback.HasKey(row => row.Id);
        callback.HasIndex(row => new { row.Token, row.Attempt }).IsUnique();
        callback.Property(row => row.NextTryAt).HasDefaultValueSql(now);

        // Of what is due only: what is done stays as long as its submission.
        callback.HasIndex(row => row.NextTryAt).HasFilter("\"State\" = 0");
    }
}
