namespace OjApi.Submissions;

/// <summary>Tells every replica what the others did in the store.</summary>
internal interface ISubmissionFeed
{
    /// <summary>
    /// Submissions that became final after the call, each at least once, within 300 ms of the commit, unless they were rejudged
    /// or deleted before. Driven by events of the store, not by polling.
    /// </summary>
    IAsyncEnumerable<FinalSubmission> WatchFinalAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Ends when a replica, this one or another, has left submissions to the others after the call. May end without a reason,
    /// and a notice may be lost: what it announces must also be looked for from time to time.
    /// </summary>
    Task WhenLeftAsync(CancellationToken cancellationToken);

    /// <summary>Ends when callbacks became due in the store after the call. May end without a reason, and a notice may be lost.</summary>
    Task WhenCallbacksAsync(CancellationToken cancellationToken);
}
