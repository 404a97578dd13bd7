namespace OjApi.Submissions;

/// <summary>The one way in: makes submissions durable and queues them. Thread-safe.</summary>
internal interface ISubmissionIntake
{
    /// <summary>Accepts validated submissions, all or none; returns after they are committed and queued.</summary>
    /// <exception cref="QueueFullException">There is no room for them; nothing was stored.</exception>
    Task<IReadOnlyList<Submission>> AcceptAsync(IReadOnlyList<NewSubmission> submissions, CancellationToken cancellationToken);

    /// <summary>As <see cref="AcceptAsync"/>, unless a request with this key was accepted before: then nothing is.</summary>
    /// <param name="key">What a repeat is recognised by.</param>
    /// <param name="answer">What repeats are answered.</param>
    /// <returns>How the earlier request was answered; <see langword="null"/> when the submissions are accepted.</returns>
    /// <exception cref="QueueFullException">There is no room for them; nothing was stored, and the key is not used.</exception>
    Task<FirstAnswer?> AcceptOnceAsync(
        IReadOnlyList<NewSubmission> submissions, RequestKey key, byte[] answer, CancellationToken cancellationToken);

    /// <summary>
    /// Waits for the outcome of a submission, also when another replica owns it or stores the outcome.
    /// </summary>
    /// <returns>
    /// The final submission, or as it stands when this replica stops and can wait no longer; <see langword="null"/> when there is
    /// none with this token.
    /// </returns>
    Task<Submission?> WaitForFinalAsync(Guid token, CancellationToken cancellationToken);
}
