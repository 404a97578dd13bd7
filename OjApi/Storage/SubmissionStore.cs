using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>
/// <see cref="ISubmissionStore"/> in a relational database: reads go straight to it, writes through <see cref="GroupCommit"/>.
/// Every change of a submission is one conditional update by token and attempt.
/// </summary>
internal sealed class SubmissionStore(OpenStore open, GroupCommit writes) : ISubmissionStore
{
    private readonly Func<SubmissionContext, Guid, CancellationToken, Task<SubmissionRow?>> _byToken =
        EF.CompileAsyncQuery((SubmissionContext context, Guid token, CancellationToken cancellationToken) =>
            context.Submissions.AsNoTracking().SingleOrDefault(row => row.Token == token));

    public Task AddAsync(IReadOnlyCollection<Submission> submissions, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Any,
            transaction =>
            {
                transaction.Context.AddRange(submissions.Select(submission => submission.ToRow()));
                return Task.FromResult(submissions.Count);
            },
            cancellationToken);

    public Task<FirstAnswer?> AddOnceAsync(
        IReadOnlyCollection<Submission> submissions, RequestKey key, byte[] answer, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.OfKey(key.Id),
            async transaction =>
            {
                var earlier = await RequestKeys.TakeAsync(transaction.Context, key, answer);
                if (earlier is null)
                {
                    transaction.Context.AddRange(submissions.Select(submission => submission.ToRow()));
                }
                return earlier;
            },
            cancellationToken);

    public Task<FirstAnswer?> FindAnswerAsync(RequestKey key, CancellationToken cancellationToken) =>
        open.ReadAsync(context => RequestKeys.FindAsync(context, key, cancellationToken));

    public async Task RemoveExpiredKeysAsync(TimeSpan lifetime, CancellationToken cancellationToken)
    {
        // Looked for without the lock of a write first; and each write is short, so that those of users come between.
        while (await open.ReadAsync(context => RequestKeys.Expired(context, lifetime).AnyAsync(cancellationToken))
            && await writes.WriteAsync(
                WriteOrder.OfCleaning, transaction => RequestKeys.RemoveExpiredAsync(transaction.Context, lifetime), cancellationToken))
        {
        }
    }

    public async Task<Submission?> FindAsync(Guid token, CancellationToken cancellationToken)
    {
        var row = await open.ReadAsync(context => _byToken(context, token, cancellationToken));
        return row?.ToSubmission();
    }

    public async Task<IReadOnlyDictionary<Guid, Submission>> FindAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken)
    {
        var rows = await open.ReadAsync(context =>
            context.Submissions.AsNoTracking().Where(row => tokens.Contains(row.Token)).ToListAsync(cancellationToken));
        return rows.ToDictionary(row => row.Token, row => row.ToSubmission());
    }

    public Task<(IReadOnlyList<Submission> Items, int TotalCount)> ListAsync(
        int page, int perPage, Unjudged? unjudged, CancellationToken cancellationToken) =>
        open.ReadAsync<(IReadOnlyList<Submission> Items, int TotalCount)>(async context =>
        {
            var all = unjudged is null ? context.Submissions : context.Submissions.Where(row => row.Unjudged == unjudged);
            var total = await all.CountAsync(cancellationToken);
            var skip = (page - 1L) * perPage;
            if (skip >= total)
            {
                return ([], total);
            }
            var rows = await all.AsNoTracking()
                .OrderByDescending(row => row.Id).Skip((int)skip).Take(perPage).ToListAsync(cancellationToken);
            return ([.. rows.Select(row => row.ToSubmission())], total);
        });

    public Task<bool> AssignAsync(
        Guid token, int attempt, string owner, string sandboxBaseId, DateTimeOffset startedAt, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Of(token),
            transaction => UpdateAsync(Current(transaction.Context, token, attempt, owner), update => update
                .SetProperty(row => row.State, SubmissionState.Assigned)
                .SetProperty(row => row.SandboxBaseId, sandboxBaseId)
                .SetProperty(row => row.StartedAt, startedAt)),
            cancellationToken);

    public Task<bool> RequeueAsync(Guid token, int attempt, string? owner, AttemptEnd end, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Of(token),
            transaction => Attempts.RequeueAsync(transaction.Context, Current(transaction.Context, token, attempt, owner), end),
            cancellationToken);

    public Task<bool> FinishAsync(Guid token, int attempt, JudgeResult result, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        EndAsync(token, attempt, owner: null, finishedAt, update => update
            .SetProperty(row => row.Result, result.ToByteArray())
            .SetProperty(row => row.Verdict, (int)result.Verdict)
            .SetProperty(row => row.ExitSignal, result.HasExitSignal ? result.ExitSignal : null)
            .SetProperty(row => row.CpuTimeMicroseconds, result.CpuTime is { } time ? time.ToTimeSpan().Ticks / TimeSpan.TicksPerMicrosecond : null)
            .SetProperty(row => row.MemoryKib, result.HasMemoryKib ? (long)result.MemoryKib : null), cancellationToken);

    public Task<bool> FailAsync(
        Guid token, int attempt, string? owner, JudgingFailure failure, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        EndAsync(token, attempt, owner, finishedAt, update => update
            .SetProperty(row => row.Unjudged, failure.Why)
            .SetProperty(row => row.InternalError, StoreText.Storable(failure.Message))
            .SetProperty(row => row.FailedDeliveries, failure.Counts.Failed)
            .SetProperty(row => row.SandboxDeaths, failure.Counts.Died), cancellationToken);

    public Task<bool> CancelAsync(Guid token, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        EndAsync(
            token, attempt: null, owner: null, finishedAt, update => update.SetProperty(row => row.Unjudged, Unjudged.Cancelled), cancellationToken);

    public Task<bool> RejudgeAsync(Guid token, int attempt, string serverId, DateTimeOffset rejudgedAt, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Of(token),
            transaction => Attempts.RejudgeAsync(transaction.Context, token, attempt, serverId, rejudgedAt),
            cancellationToken);

    public Task<IReadOnlyList<PastAttempt>> ListAttemptsAsync(Guid token, CancellationToken cancellationToken) =>
        open.ReadAsync(context => Attempts.ListAsync(context, token, cancellationToken));

    public Task<bool> DeleteAsync(Guid token, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Of(token),
            async transaction => await transaction.Context.Submissions
                    .Where(row => row.Token == token && row.State == SubmissionState.Final).ExecuteDeleteAsync(CancellationToken.None) == 1
                && await transaction.Context.Callbacks.Where(row => row.Token == token).ExecuteDeleteAsync(CancellationToken.None) >= 0,
            cancellationToken);

    public Task<int> CountQueuedAsync(CancellationToken cancellationToken) =>
        open.ReadAsync(context => context.Submissions.CountAsync(row => row.State == SubmissionState.Queued, cancellationToken));

    public Task<int> CountQuarantinedAsync(CancellationToken cancellationToken) =>
        open.ReadAsync(context => context.Submissions.CountAsync(row => row.Unjudged == Unjudged.Quarantined, cancellationToken));

    public Task<bool> RenewLeaseAsync(string serverId, TimeSpan lease, CancellationToken cancellationToken) =>
        writes.WriteAsync(WriteOrder.OfLeases, transaction => Leases.RenewAsync(transaction.Context, serverId, lease), cancellationToken);

    public Task ReleaseLeaseAsync(string serverId, CancellationToken cancellationToken) =>
        writes.WriteAsync(WriteOrder.OfLeases, transaction => Leases.ReleaseAsync(transaction, serverId), cancellationToken);

    public Task HandOverAsync(string serverId, IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) =>
        writes.WriteAsync(WriteOrder.Any, transaction => Leases.HandOverAsync(transaction, serverId, tokens), cancellationToken);

    public async Task<IReadOnlyList<LanguageWaiting>> ListHandedOverAsync(CancellationToken cancellationToken)
    {
        var languages = await open.ReadAsync(context => context.Submissions
            .Where(row => row.State != SubmissionState.Final && row.Owner == Submission.NoOwner)
            .GroupBy(row => row.LanguageKey)
            .Select(rows => new { rows.Key, Count = rows.Count(), Oldest = rows.Min(row => row.RejudgedAt ?? row.CreatedAt) })
            .ToListAsync(cancellationToken));
        return [.. languages.Select(language => new LanguageWaiting(language.Key, language.Count, language.Oldest))];
    }

    public async Task<IReadOnlyList<Submission>> AdoptAsync(
        string serverId, IReadOnlyCollection<string> languageKeys, bool fromExpired, int limit, CancellationToken cancellationToken)
    {
        // Looked for without the lock of a write first: there is mostly nothing, or another has been quicker.
        if (!await open.ReadAsync(context => Leases.Abandoned(context, serverId, languageKeys, fromExpired).AnyAsync(cancellationToken)))
        {
            return [];
        }

        var rows = await writes.WriteAsync(
            WriteOrder.OfLeases, transaction => Leases.AdoptAsync(transaction.Context, serverId, languageKeys, fromExpired, limit), cancellationToken);
        return [.. rows.Select(row => row.ToSubmission())];
    }

    private Task<bool> EndAsync(
        Guid token,
        int? attempt,
        string? owner,
        DateTimeOffset finishedAt,
        Action<UpdateSettersBuilder<SubmissionRow>> outcome,
        CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Of(token),
            async transaction =>
            {
                var isEnded = await UpdateAsync(Current(transaction.Context, token, attempt, owner), update =>
                {
                    outcome(update);
                    update.SetProperty(row => row.State, SubmissionState.Final).SetProperty(row => row.FinishedAt, finishedAt);
                });
                if (isEnded)
                {
                    transaction.BecameFinal(token);
                }
                return isEnded;
            },
            cancellationToken);

    /// <summary>The submission while it has no outcome.</summary>
    /// <param name="attempt">The attempt that has to be current; any when absent.</param>
    /// <param name="owner">Whose it has to be; anybody's when absent.</param>
    private static IQueryable<SubmissionRow> Current(SubmissionContext context, Guid token, int? attempt, string? owner) =>
        context.Submissions.Where(row => row.Token == token
            && (attempt == null || row.Attempt == attempt)
            && (owner == null || row.Owner == owner)
            && row.State != SubmissionState.Final);

    private static async Task<bool> UpdateAsync(IQueryable<SubmissionRow> rows, Action<UpdateSettersBuilder<SubmissionRow>> setters) =>
        await rows.ExecuteUpdateAsync(setters, CancellationToken.None) == 1;
}
