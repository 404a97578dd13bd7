using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Oj.Contracts.Scheduling;
using OjApi.Storage.Sqlite;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>
/// <see cref="ISubmissionStore"/> in a relational database: reads go straight to it, writes through <see cref="GroupCommit"/>.
/// Every change of a submission is one conditional update by token and attempt.
/// </summary>
internal sealed class SubmissionStore(OpenStore open, GroupCommit writes, Doorbells doorbells) : ISubmissionStore
{
    private static readonly Func<SubmissionContext, Guid, Task<SubmissionRow?>> ByToken =
        EF.CompileAsyncQuery((SubmissionContext context, Guid token) =>
            context.Submissions.AsNoTracking().SingleOrDefault(row => row.Token == token));

    public Task AddAsync(IReadOnlyCollection<Submission> submissions, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            context =>
            {
                context.AddRange(submissions.Select(submission => submission.ToRow()));
                return context.SaveChangesAsync(CancellationToken.None);
            },
            cancellationToken);

    public async Task<Submission?> FindAsync(Guid token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var row = await open.ReadAsync(context => ByToken(context, token));
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
            context => UpdateCurrentAsync(context, token, attempt, update => update
                .SetProperty(row => row.State, SubmissionState.Assigned)
                .SetProperty(row => row.SandboxBaseId, sandboxBaseId)
                .SetProperty(row => row.StartedAt, startedAt)),
            cancellationToken);

    public Task<bool> RequeueAsync(Guid token, int attempt, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            context => UpdateCurrentAsync(context, token, attempt, update => update
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
        EndAsync(token, attempt, finishedAt, update => update.SetProperty(row => row.InternalError, reason), cancellationToken);

    public Task<bool> DeleteAsync(Guid token, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            async context => await context.Submissions
                .Where(row => row.Token == token && row.State == SubmissionState.Final).ExecuteDeleteAsync(CancellationToken.None) == 1,
            cancellationToken);

    public Task<int> CountQueuedAsync(CancellationToken cancellationToken) =>
        open.ReadAsync(context => context.Submissions.CountAsync(row => row.State == SubmissionState.Queued, cancellationToken));

    public Task RenewLeaseAsync(string serverId, TimeSpan lease, CancellationToken cancellationToken) =>
        writes.WriteAsync(context => Leases.RenewAsync(context, serverId, lease), cancellationToken);

    public async Task ReleaseLeaseAsync(string serverId, CancellationToken cancellationToken)
    {
        await writes.WriteAsync(context => Leases.ReleaseAsync(context, serverId), cancellationToken);
        doorbells.RingLeft();
    }

    public async Task HandOverAsync(string serverId, IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken)
    {
        if (await writes.WriteAsync(context => Leases.HandOverAsync(context, serverId, tokens), cancellationToken) > 0)
        {
            doorbells.RingLeft();
        }
    }

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

        var rows = await writes.WriteAsync(context => Leases.AdoptAsync(context, serverId, languageKeys, limit), cancellationToken);
        return [.. rows.Select(row => row.ToSubmission())];
    }

    private async Task<bool> EndAsync(
        Guid token, int attempt, DateTimeOffset finishedAt, Action<UpdateSettersBuilder<SubmissionRow>> outcome, CancellationToken cancellationToken)
    {
        var ended = await writes.WriteAsync(
            async context =>
            {
                var isEnded = await UpdateCurrentAsync(context, token, attempt, update =>
                {
                    outcome(update);
                    update.SetProperty(row => row.State, SubmissionState.Final)
                        .SetProperty(row => row.FinishedAt, finishedAt)
                        .SetProperty(row => row.FinalSequence, row => context.FinalCounter.Single().Value + 1);
                });
                if (isEnded)
                {
                    await context.FinalCounter.ExecuteUpdateAsync(
                        update => update.SetProperty(row => row.Value, row => row.Value + 1), CancellationToken.None);
                }
                return isEnded;
            },
            cancellationToken);
        if (ended)
        {
            doorbells.RingFinal();
        }
        return ended;
    }

    private static async Task<bool> UpdateCurrentAsync(
        SubmissionContext context, Guid token, int attempt, Action<UpdateSettersBuilder<SubmissionRow>> setters) =>
        await context.Submissions
            .Where(row => row.Token == token && row.Attempt == attempt && row.State != SubmissionState.Final)
            .ExecuteUpdateAsync(setters, CancellationToken.None) == 1;
}
