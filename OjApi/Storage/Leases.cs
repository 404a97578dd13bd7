using Microsoft.EntityFrameworkCore;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>The statements about leases; each runs inside a transaction of <see cref="GroupCommit"/>.</summary>
internal static class Leases
{
    public static async Task<bool> RenewAsync(SubmissionContext context, string serverId, TimeSpan lease)
    {
        if (!await context.Leases.AnyAsync(row => row.ServerId == serverId))
        {
            context.Add(new LeaseRow { ServerId = serverId });
            await context.SaveChangesAsync();
        }
        var duration = (long)lease.TotalMilliseconds;
        await context.Leases.Where(row => row.ServerId == serverId)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.ExpiresAt, row => StoreClock.Milliseconds() + duration));
        return true;
    }

    public static async Task<bool> ReleaseAsync(SubmissionContext context, string serverId) =>
        await context.Leases.Where(row => row.ServerId == serverId).ExecuteDeleteAsync() == 1;

    public static async Task<int> HandOverAsync(SubmissionContext context, string serverId, IReadOnlyCollection<Guid> tokens) =>
        await context.Submissions
            .Where(row => tokens.Contains(row.Token) && row.Owner == serverId && row.State != SubmissionState.Final)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Owner, Submission.NoOwner));

    /// <summary>
    /// Candidates first, oldest first, then one update that asks for the missing lease again: on a store that lets
    /// adopters run side by side, only one of them gets each row.
    /// </summary>
    public static async Task<List<SubmissionRow>> AdoptAsync(
        SubmissionContext context, string serverId, IReadOnlyCollection<string> languageKeys, int limit)
    {
        var ids = await Abandoned(context, serverId, languageKeys).OrderBy(row => row.Id).Take(limit).Select(row => row.Id).ToListAsync();
        if (ids.Count == 0)
        {
            return [];
        }
        await Abandoned(context, serverId, languageKeys).Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Owner, serverId));
        return await context.Submissions.AsNoTracking()
            .Where(row => ids.Contains(row.Id) && row.Owner == serverId).OrderBy(row => row.Id).ToListAsync();
    }

    /// <summary>What this adopter may take, as of now.</summary>
    public static IQueryable<SubmissionRow> Abandoned(SubmissionContext context, string adopter, IReadOnlyCollection<string> languageKeys) =>
        context.Submissions.Where(row => row.State != SubmissionState.Final
            && row.Owner != adopter
            && (row.Owner != Submission.NoOwner || languageKeys.Contains(row.LanguageKey))
            && !context.Leases.Any(lease => lease.ServerId == row.Owner && lease.ExpiresAt > StoreClock.Milliseconds())
            && context.Leases.Any(lease => lease.ServerId == adopter && lease.ExpiresAt > StoreClock.Milliseconds()));
}
