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

    /// <summary>Finds one submission; <see langword="null"/> when there is none with this token.</summary>
    Task<Submission?> FindAsync(Guid token, CancellationToken cancellationToken);

    /// <summary>Finds several submissions. Unknown tokens are missing from the answer.</summary>
    Task<IReadOnlyDictionary<Guid, Submission>> FindAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken);

    /// <summary>One page, newest first, with the number of all submissions.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="perPage">At least 1.</param>
    Task<(IReadOnlyList<Submission> Items, int TotalCount)> ListAsync(int page, int perPage, CancellationToken cancellationToken);

    /// <summary>Records that the current attempt was assigned.</summary>
    /// <returns>Whether that attempt was still current and not final.</returns>
    Task<bool> AssignAsync(Guid token, int attempt, string sandboxBaseId, DateTimeOffset startedAt, CancellationToken cancellationToken);

    /// <summary>Puts a submission back into the queue of its owner under the next attempt number.</summary>
    /// <returns>Whether <paramref name="attempt"/> was still current and not final.</returns>
    Task<bool> RequeueAsync(Guid token, int attempt, CancellationToken cancellationToken);

    /// <summary>Records the one verdict of the program.</summary>
    /// <returns>Whether that attempt was still current and there was no outcome yet; <see langword="false"/> means a repeat.</returns>
    Task<bool> FinishAsync(Guid token, int attempt, JudgeResult result, DateTimeOffset finishedAt, CancellationToken cancellationToken);

    /// <summary>Records that we failed to judge it, for good.</summary>
    /// <returns>As <see cref="FinishAsync"/>.</returns>
    Task<bool> FailAsync(Guid token, int attempt, string reason, DateTimeOffset finishedAt, CancellationToken cancellationToken);

    /// <summary>Removes a final submission.</summary>
    /// <returns>Whether there was one and it was final.</returns>
    Task<bool> DeleteAsync(Guid token, CancellationToken cancellationToken);

    /// <summary>How many submissions of all owners are queued.</summary>
    Task<int> CountQueuedAsync(CancellationToken cancellationToken);

    /// <summary>Says that this replica lives, for as long as the lease.</summary>
    /// <param name="serverId">Id of the replica.</param>
    /// <param name="lease">How long its submissions stay its own without another renewal.</param>
    Task RenewLeaseAsync(string serverId, TimeSpan lease, CancellationToken cancellationToken);

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
    /// Makes this replica the owner of unfinished submissions whose owner has no valid lease, oldest first, in one
    /// conditional update. The attempt number does not change: whether a job still runs is told by the sandboxes.
    /// </summary>
    /// <param name="serverId">The adopter, which must hold a lease itself.</param>
    /// <param name="languageKeys">Languages that its sandboxes have; what was handed over in others is left to others.</param>
    /// <param name="limit">At most this many.</param>
    Task<IReadOnlyList<Submission>> AdoptAsync(
        string serverId, IReadOnlyCollection<string> languageKeys, int limit, CancellationToken cancellationToken);
}
