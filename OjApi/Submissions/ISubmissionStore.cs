using Oj.Contracts.Scheduling;
using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>
/// The durable record that all replicas share. Every method that writes returns after the commit. Writes are
/// conditional on the attempt number, so an owner that was superseded changes nothing. Thread-safe.
/// </summary>
internal interface ISubmissionStore
{
    /// <summary>Stores new submissions, all or none.</summary>
    Task AddAsync(IReadOnlyCollection<Submission> submissions, CancellationToken cancellationToken);

    /// <summary>Stores new submissions, all or none, unless a request with this key has done so before: then nothing is stored.</summary>
    /// <param name="key">What a repeat is recognised by.</param>
    /// <param name="answer">What repeats are answered, stored with the submissions.</param>
    /// <returns>How the earlier request was answered; <see langword="null"/> when this is the first.</returns>
    Task<FirstAnswer?> AddOnceAsync(
        IReadOnlyCollection<Submission> submissions, RequestKey key, byte[] answer, CancellationToken cancellationToken);

    /// <summary>How the request was answered that had this key first; <see langword="null"/> when none has had it within its lifetime.</summary>
    Task<FirstAnswer?> FindAnswerAsync(RequestKey key, CancellationToken cancellationToken);

    /// <summary>Removes idempotency keys that are older than their lifetime.</summary>
    Task RemoveExpiredKeysAsync(TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Finds one submission; <see langword="null"/> when there is none with this token.</summary>
    Task<Submission?> FindAsync(Guid token, CancellationToken cancellationToken);

    /// <summary>Finds several submissions. Unknown tokens are missing from the answer.</summary>
    Task<IReadOnlyDictionary<Guid, Submission>> FindAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken);

    /// <summary>One page, newest first, with the number of all.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="perPage">At least 1.</param>
    /// <param name="unjudged">Only those that have no verdict for this reason; all when absent.</param>
    Task<(IReadOnlyList<Submission> Items, int TotalCount)> ListAsync(
        int page, int perPage, Unjudged? unjudged, CancellationToken cancellationToken);

    /// <summary>The attempts of a submission that later ones have replaced, in their order.</summary>
    Task<IReadOnlyList<PastAttempt>> ListAttemptsAsync(Guid token, CancellationToken cancellationToken);

    /// <summary>Records that the current attempt was assigned.</summary>
    /// <param name="owner">Id of the replica that assigned it.</param>
    /// <returns>Whether that attempt was still current, this replica's own, and not final.</returns>
    Task<bool> AssignAsync(
        Guid token, int attempt, string owner, string sandboxBaseId, DateTimeOffset startedAt, CancellationToken cancellationToken);

    /// <summary>Puts a submission back into the queue of its owner under the next attempt number, and keeps how this one ended.</summary>
    /// <param name="owner">
    /// Id of the replica that decided it, which counts only while the submission is its own; <see langword="null"/> when the
    /// sandbox itself says that the attempt has come to nothing: that is so whoever owns it.
    /// </param>
    /// <returns>Whether <paramref name="attempt"/> was still current, of this owner, and not final.</returns>
    Task<bool> RequeueAsync(Guid token, int attempt, string? owner, AttemptEnd end, CancellationToken cancellationToken);

    /// <summary>Records the one verdict of the program.</summary>
    /// <returns>Whether that attempt was still current and there was no outcome yet; <see langword="false"/> means a repeat.</returns>
    Task<bool> FinishAsync(Guid token, int attempt, JudgeResult result, DateTimeOffset finishedAt, CancellationToken cancellationToken);

    /// <summary>Records that we failed to judge it, for good.</summary>
    /// <param name="owner">As for <see cref="RequeueAsync"/>.</param>
    /// <returns>Whether that attempt was still current, of this owner, and there was no outcome yet.</returns>
    Task<bool> FailAsync(
        Guid token, int attempt, string? owner, JudgingFailure failure, DateTimeOffset finishedAt, CancellationToken cancellationToken);

    /// <summary>Records that nobody wants it any more, whatever its attempt is.</summary>
    /// <returns>Whether there was one without an outcome.</returns>
    Task<bool> CancelAsync(Guid token, DateTimeOffset finishedAt, CancellationToken cancellationToken);

    /// <summary>
    /// Has a final submission judged anew, under the next attempt number and with nothing counted; how it had ended is kept.
    /// </summary>
    /// <param name="serverId">The replica that owns it from now on.</param>
    /// <returns>Whether <paramref name="attempt"/> was still current and final.</returns>
    Task<bool> RejudgeAsync(Guid token, int attempt, string serverId, DateTimeOffset rejudgedAt, CancellationToken cancellationToken);

    /// <summary>Removes a final submission, and its attempts.</summary>
    /// <returns>Whether there was one and it was final.</returns>
    Task<bool> DeleteAsync(Guid token, CancellationToken cancellationToken);

    /// <summary>How many submissions of all owners are queued.</summary>
    Task<int> CountQueuedAsync(CancellationToken cancellationToken);

    /// <summary>How many submissions are quarantined.</summary>
    Task<int> CountQuarantinedAsync(CancellationToken cancellationToken);

    /// <summary>Says that this replica lives, for as long as the lease.</summary>
    /// <param name="serverId">Id of the replica.</param>
    /// <param name="lease">How long its submissions stay its own without another renewal.</param>
    /// <returns>Whether it had a lease until this moment; if not, others may have adopted what was its own.</returns>
    Task<bool> RenewLeaseAsync(string serverId, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Gives up the lease at once, so that others adopt what is left; they are told.</summary>
    Task ReleaseLeaseAsync(string serverId, CancellationToken cancellationToken);

    /// <summary>
    /// Leaves those of these submissions that are unfinished and this replica's own to whoever can have them judged; the other
    /// replicas are told. Nothing but the owner changes.
    /// </summary>
    Task HandOverAsync(string serverId, IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken);

    /// <summary>What was handed over and has not been adopted, one entry per language.</summary>
    Task<IReadOnlyList<LanguageWaiting>> ListHandedOverAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes this replica the owner of unfinished submissions that were left to others (handed over, or by the release of a
    /// lease), and if asked of those whose owner's lease has run out, oldest first, in one conditional update. The attempt
    /// number does not change: whether a job still runs is told by the sandboxes.
    /// </summary>
    /// <param name="serverId">The adopter, which must hold a lease itself.</param>
    /// <param name="languageKeys">Languages that its sandboxes have; what was handed over in others is left to others.</param>
    /// <param name="fromExpired">Whether also those are adopted whose owner's lease has run out.</param>
    /// <param name="limit">At most this many.</param>
    Task<IReadOnlyList<Submission>> AdoptAsync(
        string serverId, IReadOnlyCollection<string> languageKeys, bool fromExpired, int limit, CancellationToken cancellationToken);
}
