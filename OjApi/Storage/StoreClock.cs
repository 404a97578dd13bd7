namespace OjApi.Storage;

/// <summary>
/// The store's own clock, for queries. Leases are measured on it alone: the clocks of the replicas need not agree.
/// </summary>
internal static class StoreClock
{
    /// <summary>Milliseconds since 1970 UTC when the statement runs. Translated to SQL by each provider's context.</summary>
    public static long Milliseconds() => throw new NotSupportedException("The store's clock can be read in queries only.");
}
