namespace OjApi.Storage;

/// <summary>One replica's claim to be alive.</summary>
internal sealed class LeaseRow
{
    public required string ServerId { get; set; }

    /// <summary>End of the lease on the store's clock, in milliseconds since 1970 UTC.</summary>
    public long ExpiresAt { get; set; }
}
