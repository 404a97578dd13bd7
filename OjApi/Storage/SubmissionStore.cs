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

    public Task<(IReadOnlyList<Submission> Items, int TotalCount)> ListAsync(int page, int perPage, CancellationToken cancellationToken) =>
        open.ReadAsync<(IReadOnlyList<Submission> Items, int TotalCount)>(async context =>
        {
            var total = await context.Submissions.CountAsync(cancellationToken);
            var skip = (page - 1L) * perPage;
            if (skip >= total)
            {
                return ([], total);
            }
            var rows = await context.Submissions.AsNoTracking()
                .OrderByDescending(row => row.Id).Skip((int)skip).Take(perPage).ToListAsync(cancellationToken);
            return ([.. rows.Select(row => row.ToSubmission())], total);
        });

    public Task<bool> AssignAsync(Guid token, int attempt, string sandboxBaseId, DateTimeOffset startedAt, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Of(token),
            transaction => UpdateCurrentAsync(transaction.Context, token, attempt, update => update
                .SetProperty(row => row.State, SubmissionState.Assigned)
                .SetProperty(row => row.SandboxBaseId, sandboxBaseId)
                .SetProperty(row => row.StartedAt, startedAt)),
            cancellationToken);

    public Task<bool> RequeueAsync(Guid token, int attempt, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Of(token),
            transaction => UpdateCurrentAsync(transaction.Context, token, attempt, update => update
                .SetProperty(row => row.State, SubmissionState.Queued)
                .SetProperty(row => row.Attempt, attempt + 1)
                .SetProperty(row => row.SandboxBaseId, (string?)null)
                .SetProperty(row => row.StartedAt, (DateTimeOffset?)null)),
            cancellationToken);

    public Task<bool> FinishAsync(Guid token, int attempt, JudgeResult result, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        EndAsync(token, attempt, finishedAt, update => update
            .SetProperty(row => row.Result, result.ToByteArray())
            .SetProperty(row => row.Verdict, (int)result.Verdict)
            .SetProperty(row => row.ExitSignal, result.HasExitSignal ? result.ExitSignal : null)
            .SetProperty(row => row.CpuTimeMicroseconds, result.CpuTime is { } time ? time.ToTimeSpan().Ticks / TimeSpan.TicksPerMicrosecond : null)
            .SetProperty(row => row.MemoryKib, result.HasMemoryKib ? (long)result.MemoryKib : null), cancellationToken);

    public Task<bool> FailAsync(Guid token, int attempt, string reason, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        EndAsync(token, attempt, finishedAt, update => update.SetProperty(row => row.InternalError, Storable(reason)), cancellationToken);

    public Task<bool> DeleteAsync(Guid token, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Of(token),
            async transaction => await transaction.Context.Submissions
                .Where(row => row.Token == token && row.State == SubmissionState.Final).ExecuteDeleteAsync(CancellationToken.None) == 1,
            cancellationToken);

    public Task<int> CountQueuedAsync(CancellationToken cancellationToken) =>
        open.ReadAsync(context => context.Submissions.CountAsync(row => row.State == SubmissionState.Queued, cancellationToken));

    public Task RenewLeaseAsync(string serverId, TimeSpan lease, CancellationToken cancellationToken) =>
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
            .Select(rows => new { rows.Key, Count = rows.Count(), Oldest = rows.Min(row => row.CreatedAt) })
            .ToListAsync(cancellationToken));
        return [.. languages.Select(language => new LanguageWaiting(language.Key, language.Count, language.Oldest))];
    }

    public async Task<IReadOnlyList<Submission>> AdoptAsync(
        string serverId, IReadOnlyCollection<string> languageKeys, int limit, CancellationToken cancellationToken)
    {
        // Looked for without the lock of a write first: there is mostly nothing, or another has been quicker.
        if (!await open.ReadAsync(context => Leases.Abandoned(context, serverId, languageKeys).AnyAsync(cancellationToken)))
        {
            return [];
        }

        var rows = await writes.WriteAsync(
            WriteOrder.OfLeases, transaction => Leases.AdoptAsync(transaction.Context, serverId, languageKeys, limit), cancellationToken);
        return [.. rows.Select(row => row.ToSubmission())];
    }

    private Task<bool> EndAsync(
        Guid token, int attempt, DateTimeOffset finishedAt, Action<UpdateSettersBuilder<SubmissionRow>> outcome, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.Of(token),
            async transaction =>
            {
                var isEnded = await UpdateCurrentAsync(transaction.Context, token, attempt, update =>
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

    /// <summary>PostgreSQL's texts hold no NUL. A sandbox may say anything, and what is refused for that would be tried again for ever.</summary>
    private static string Storable(string text) => text.Replace('\0', '\uFFFD');

    private static async Task<bool> UpdateCurrentAsync(
        SubmissionContext context, Guid token, int attempt, Action<UpdateSettersBuilder<SubmissionRow>> setters) =>
        await context.Submissions
            .Where(row => row.Token == token && row.Attempt == attempt && row.State != SubmissionState.Final)
            .ExecuteUpdateAsync(setters, CancellationToken.None) == 1;
}
