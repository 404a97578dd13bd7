using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OjApi.Storage;

/// <summary>A request that came with an idempotency key, and what it was answered.</summary>
internal sealed class RequestKeyRow
{
    /// <summary>Hash of the key and of whom it belongs to.</summary>
    public required byte[] Id { get; set; }

    /// <summary>Hash of what the request asked for.</summary>
    public required byte[] Fingerprint { get; set; }

    public required byte[] Answer { get; set; }

    /// <summary>When it was stored, on the store's clock in milliseconds since 1970 UTC.</summary>
    public long StoredAt { get; set; }

    /// <param name="now">The store's clock in SQL.</param>
    public static void Configure(EntityTypeBuilder<RequestKeyRow> key, string now)
    {
        key.ToTable("request_keys");
        key.HasKey(row => row.Id);
        key.Property(row => row.StoredAt).HasDefaultValueSql(now);
        key.HasIndex(row => row.StoredAt);
    }
}
