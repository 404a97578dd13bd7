using Microsoft.Extensions.Options;

namespace OjApi.Submissions;

/// <summary>
/// What this replica knows of its own lease, and whether it may conclude from the leases of others that have run out that these
/// are dead. After the store was away every lease may have run out though everybody lives, so it has to have renewed its own for a
/// whole lease without trouble: as long as that, the others had the chance as well. Thread-safe.
/// </summary>
internal sealed class OwnLease(IOptions<OwnershipOptions> options, TimeProvider time)
{
    private const long Never = long.MinValue;

    private long _renewedAt = Never;
    private long _steadySince = Never;

    /// <summary>Whether it was renewed in time, so that nobody may take this replica's submissions.</summary>
    public bool IsValid => Since(ref _renewedAt) < options.Value.Lease;

    /// <summary>Whether there was one ever.</summary>
    public bool WasTaken => Volatile.Read(ref _renewedAt) != Never;

    /// <summary>Whether every replica that lives has had the chance to renew its lease, so that who has none is dead.</summary>
    public bool OthersCouldRenew => IsValid && Volatile.Read(ref _steadySince) != Never && Since(ref _steadySince) >= options.Value.Lease;

    /// <summary>It was renewed.</summary>
    /// <param name="askedAt">When that was begun: the lease may have begun at any moment since.</param>
    /// <param name="wasHeld">Whether there was one until then, on the store's clock.</param>
    public void Renewed(long askedAt, bool wasHeld)
    {
        // A store that hangs fails nobody, so a renewal that nearly came too late counts as trouble, too.
        var isLate = Since(ref _renewedAt) > options.Value.Lease - (options.Value.RenewEvery / 2);
        if (!wasHeld || isLate || Volatile.Read(ref _steadySince) == Never)
        {
            Volatile.Write(ref _steadySince, time.GetTimestamp());
        }

        Volatile.Write(ref _renewedAt, askedAt);
    }

    /// <summary>The store could not be told.</summary>
    public void NotRenewed() => Volatile.Write(ref _steadySince, Never);

    private TimeSpan Since(ref long timestamp) => Volatile.Read(ref timestamp) is not Never and var at ? time.GetElapsedTime(at) : TimeSpan.MaxValue;
}
