namespace OjApi.Storage;

/// <summary>What became of a transaction whose commit was sent and not answered.</summary>
internal enum TransactionFate
{
    /// <summary>The store does not know; the same question may be answered later.</summary>
    Undecided,

    /// <summary>It counts.</summary>
    Committed,

    /// <summary>Nothing of it was stored.</summary>
    Aborted,
}
