namespace OjApi.Storage;

/// <summary>
/// Where a write stands in its transaction. Writes of a transaction run in this order in every replica, so that two transactions
/// that want the same rows lock them in the same order and one waits for the other, instead of each for each.
/// </summary>
/// <param name="Stage">First the languages and idempotency keys, then rows of submissions, leases, callbacks, what is removed; the counter of outcomes comes after all of them.</param>
/// <param name="Token">The submission whose row is changed, or what an idempotency key begins with.</param>
internal readonly record struct WriteOrder(int Stage, Guid Token) : IComparable<WriteOrder>
{
    /// <summary>New rows and what locks nothing that others wait for.</summary>
    public static WriteOrder Any => default;

    /// <summary>Reads and changes leases.</summary>
    public static WriteOrder OfLeases => new(2, default);

    /// <summary>Changes callbacks.</summary>
    public static WriteOrder OfCallbacks => new(3, default);

    /// <summary>Removes what nobody needs any more.</summary>
    public static WriteOrder OfCleaning => new(4, default);

    /// <summary>New rows under an idempotency key, which others may wait for.</summary>
    public static WriteOrder OfKey(ReadOnlySpan<byte> key) => new(0, new Guid(key[..16]));

    /// <summary>Changes one submission.</summary>
    public static WriteOrder Of(Guid token) => new(1, token);

    public int CompareTo(WriteOrder other) => (Stage, Token).CompareTo((other.Stage, other.Token));
}
