namespace OjApi.Callbacks;

/// <summary>
/// The outbox that all replicas share. What is in it is put there by the transaction that makes a submission final. Times are those of
/// the store's clock. Thread-safe.
/// </summary>
internal interface ICallbackStore
{
    /// <summary>What is due and claimed by nobody, the longest due first.</summary>
    /// <param name="limit">At most this many.</param>
    /// <param name="except">Hosts that are left out.</param>
    /// <param name="firstTriesOnly">Whether to leave out what has been tried before.</param>
    Task<IReadOnlyList<DueCallback>> FindDueAsync(
        int limit, IReadOnlyCollection<string> except, bool firstTriesOnly, CancellationToken cancellationToken);

    /// <summary>
    /// Takes callbacks for one try each. Each goes to one replica; when that says nothing more within the lease, it is due again.
    /// </summary>
    /// <param name="ids">What is to be taken.</param>
    /// <param name="claim">A new name for this claim.</param>
    /// <param name="lease">How long the try takes at most.</param>
    /// <returns>Those of them that are this claim's, with the try counted.</returns>
    Task<IReadOnlyList<DueCallback>> ClaimAsync(
        IReadOnlyCollection<long> ids, Guid claim, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Records that the receiver has it. Counts whoever claims it by now.</summary>
    Task DeliveredAsync(long id, CancellationToken cancellationToken);

    /// <summary>Lets it be tried again after a pause, while the claim is still valid.</summary>
    Task FailedAsync(long id, Guid claim, string error, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>Ends it without a delivery, while the claim is still valid.</summary>
    /// <param name="error">Why; absent when nothing failed.</param>
    Task EndAsync(long id, Guid claim, CallbackState state, string? error, CancellationToken cancellationToken);

    /// <summary>Gives it back untried, while the claim is still valid; the other replicas are told.</summary>
    Task ReleaseAsync(long id, Guid claim, CancellationToken cancellationToken);

    /// <summary>How long until the next one becomes due that is not due yet; <see langword="null"/> when there is none.</summary>
    Task<TimeSpan?> UntilNextDueAsync(CancellationToken cancellationToken);

    /// <summary>The callbacks of the latest outcomes of these submissions; those without one are missing.</summary>
    Task<IReadOnlyDictionary<Guid, CallbackStatus>> FindStatusAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken);
}
