using Microsoft.EntityFrameworkCore;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>
/// The statements by which one attempt replaces another; each runs inside a transaction of <see cref="GroupCommit"/>. The row is
/// locked and read first: what the update overwrites becomes history in the same transaction.
/// </summary>
internal static class Attempts
{
    private const int MostHandedBack = 100;

    /// <param name="current">The submission while this attempt is current and not final.</param>
    public static async Task<bool> RequeueAsync(SubmissionContext context, IQueryable<SubmissionRow> current, AttemptEnd end)
    {
        if (await LockAsync(context, current) is not { } row)
        {
            return false;
        }

        row.Past.Ending = end.Ending;
        row.Past.Reason = StoreText.Storable(end.Reason);
        row.Past.SandboxBaseId = end.SandboxBaseId ?? row.Past.SandboxBaseId;
        row.Past.EndedAt = end.EndedAt;
        context.Add(row.Past);
        await ForgetHandedBackAsync(context, row.Past);
        return await current.ExecuteUpdateAsync(update => update
            .SetProperty(submission => submission.State, SubmissionState.Queued)
            .SetProperty(submission => submission.Attempt, row.Past.Attempt + 1)
            .SetProperty(submission => submission.SandboxBaseId, (string?)null)
            .SetProperty(submission => submission.StartedAt, (DateTimeOffset?)null)
            .SetProperty(submission => submission.FailedDeliveries, end.Counts.Failed)
            .SetProperty(submission => submission.SandboxDeaths, end.Counts.Died)) == 1;
    }

    public static async Task<bool> RejudgeAsync(
        SubmissionContext context, Guid token, int attempt, string serverId, DateTimeOffset rejudgedAt)
    {
        var final = context.Submissions.Where(row => row.Token == token && row.Attempt == attempt && row.State == SubmissionState.Final);
        if (await LockAsync(context, final) is not { } row)
        {
            return false;
        }

        row.Past.Ending = row.Unjudged switch
        {
            Unjudged.Cancelled => AttemptEnding.Cancelled,
            Unjudged.Quarantined => AttemptEnding.Quarantined,
            _ => row.Past.Result is null ? AttemptEnding.GivenUp : AttemptEnding.Judged,
        };
        context.Add(row.Past);
        return await final.ExecuteUpdateAsync(update => update
            .SetProperty(submission => submission.State, SubmissionState.Queued)
            .SetProperty(submission => submission.Owner, serverId)
            .SetProperty(submission => submission.Attempt, attempt + 1)
            .SetProperty(submission => submission.FirstAttempt, attempt + 1)
            .SetProperty(submission => submission.RejudgedAt, rejudgedAt)
            .SetProperty(submission => submission.FailedDeliveries, 0)
            .SetProperty(submission => submission.SandboxDeaths, 0)
            .SetProperty(submission => submission.SandboxBaseId, (string?)null)
            .SetProperty(submission => submission.StartedAt, (DateTimeOffset?)null)
            .SetProperty(submission => submission.FinishedAt, (DateTimeOffset?)null)
            .SetProperty(submission => submission.FinalSequence, (long?)null)
            .SetProperty(submission => submission.Unjudged, (Unjudged?)null)
            .SetProperty(submission => submission.InternalError, (string?)null)
            .SetProperty(submission => submission.Result, (byte[]?)null)
            .SetProperty(submission => submission.Verdict, (int?)null)
            .SetProperty(submission => submission.ExitSignal, (int?)null)
            .SetProperty(submission => submission.CpuTimeMicroseconds, (long?)null)
            .SetProperty(submission => submission.MemoryKib, (long?)null)) == 1;
    }

    public static async Task<IReadOnlyList<PastAttempt>> ListAsync(SubmissionContext context, Guid token, CancellationToken cancellationToken)
    {
        var rows = await context.Attempts.AsNoTracking()
            .Where(row => context.Submissions.Any(submission => submission.Token == token && submission.Id == row.SubmissionId))
            .OrderBy(row => row.Attempt).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToPastAttempt())];
    }

    /// <summary>Failures are bounded by themselves, but a sandbox may hand back for ever what it was given.</summary>
    private static async Task ForgetHandedBackAsync(SubmissionContext context, AttemptRow newest)
    {
        if (newest.Ending == AttemptEnding.HandedBack && newest.Attempt > MostHandedBack)
        {
            await context.Attempts.Where(row => row.SubmissionId == newest.SubmissionId
                && row.Attempt <= newest.Attempt - MostHandedBack
                && row.Ending == AttemptEnding.HandedBack).ExecuteDeleteAsync();
        }
    }

    /// <summary>The current attempt as it will stand in the history, but for how it ended; nobody changes it until the commit.</summary>
    private static async Task<(AttemptRow Past, Unjudged? Unjudged)?> LockAsync(SubmissionContext context, IQueryable<SubmissionRow> rows)
    {
        var row = await context.Lock(rows, RowLock.Update).Select(row => new
        {
            row.Id, row.Attempt, row.SandboxBaseId, row.StartedAt, row.FinishedAt, row.Result, row.Verdict, row.InternalError, row.Unjudged,
        }).SingleOrDefaultAsync();
        return row is null ? null : (new AttemptRow
        {
            SubmissionId = row.Id,
            Attempt = row.Attempt,
            SandboxBaseId = row.SandboxBaseId,
            StartedAt = row.StartedAt,
            EndedAt = row.FinishedAt ?? default,
            Result = row.Result,
            Verdict = row.Verdict,
            InternalError = row.InternalError,
        }, row.Unjudged);
    }
}
