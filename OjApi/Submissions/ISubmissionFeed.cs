namespace OjApi.Submissions;

/// <summary>Tells every replica which submissions became final, whichever replica stored the outcome.</summary>
internal interface ISubmissionFeed
{
    /// <summary>
    /// Tokens that became final after the call, each at least once, within 300 ms of the commit. Driven by events of
    /// the store, not by polling.
    /// </summary>
    IAsyncEnumerable<Guid> WatchFinalAsync(CancellationToken cancellationToken);
}
