namespace OjApi.Submissions;

/// <summary>What clients and operators may do to a submission after it was accepted, at any replica. Thread-safe.</summary>
internal interface ISubmissionControl
{
    /// <summary>
    /// Ends an unfinished submission without a verdict; returns after that is committed. What waits leaves the queue of its owner, and
    /// what runs is stopped, wherever that is.
    /// </summary>
    /// <returns>Whether there was one that was not final.</returns>
    Task<bool> CancelAsync(Guid token, CancellationToken cancellationToken);

    /// <summary>Has a final submission judged anew, by this replica; returns after that is committed and queued.</summary>
    /// <exception cref="QueueFullException">There is no room for it; nothing has changed.</exception>
    Task<RejudgeOutcome> RejudgeAsync(Guid token, CancellationToken cancellationToken);
}
