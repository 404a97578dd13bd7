using Microsoft.EntityFrameworkCore;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>The statements about leases; each runs inside a transaction of <see cref="GroupCommit"/>.</summary>
internal static class Leases
{
    public static async Task<bool> RenewAsync(SubmissionContext context, string serverId, TimeSpan lease)
    {
        var duration = (long)lease.TotalMilliseconds;
        var own = context.Leases.Where(row => row.ServerId == serverId);

        // Asked and renewed in one statement: an adopter that came between two would go unnoticed.
        if (await ExtendAsync(own.Where(row => row.ExpiresAt > StoreClock.Milliseconds()), duration))
        {
            return true;
        }
        if (!await own.AnyAsync())
        {
            context.Add(new LeaseRow { ServerId = serverId });
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
        }
        await ExtendAsync(own, duration);
        return false;
    }

    public static async Task<bool> ReleaseAsync(StoreTransaction transaction, string serverId)
    {
        transaction.LeftSome();
        return await transaction.Context.Leases.Where(row => row.ServerId == serverId).ExecuteDeleteAsync() == 1;
    }

    public static async Task<int> HandOverAsync(StoreTransaction transaction, string serverId, IReadOnlyCollection<Guid> tokens)
    {
        var count = await transaction.Context.Submissions
            .Where(row => tokens.Contains(row.Token) && row.Owner == serverId && row.State != SubmissionState.Final)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Owner, Submission.NoOwner));
        if (count > 0)
        {
            transaction.LeftSome();
        }
        return count;
    }

    /// <summary>
    /// First the leases that have run out: who held one cannot renew it before the commit, and whoever was quicker keeps what is
    /// its own. Then candidates, oldest first, without those that another adopter is about to take; then one update that asks
    /// for the missing lease again.
    /// </summary>
    public static async Task<List<SubmissionRow>> AdoptAsync(
        SubmissionContext context, string serverId, IReadOnlyCollection<string> languageKeys, bool fromExpired, int limit)
    {
        if (fromExpired)
        {
            await context.Lock(context.Leases.Where(lease => lease.ExpiresAt <= StoreClock.Milliseconds()), RowLock.Share)
                .Select(lease => lease.ServerId).ToListAsync();
        }
        var ids = await context.Lock(Abandoned(context, serverId, languageKeys, fromExpired), RowLock.UpdateOrSkip)
            .OrderBy(row => row.Id).Take(limit).Select(row => row.Id).ToListAsync();
        if (ids.Count == 0)
        {
            return [];
        }
        await Abandoned(context, serverId, languageKeys, fromExpired).Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Owner, serverId));
        return await context.Submissions.AsNoTracking()
            .Where(row => ids.Contains(row.Id) && row.Owner == serverId).OrderBy(row => row.Id).ToListAsync();
    }

    /// <summary>What this adopter may take, as of now.</summary>
    public static IQueryable<SubmissionRow> Abandoned(
        SubmissionContext context, string adopter, IReadOnlyCollection<string> languageKeys, bool fromExpired) =>
        context.Submissions.Where(row => row.State != SubmissionState.Final
            && row.Owner != adopter
            && (row.Owner != Submission.NoOwner || languageKeys.Contains(row.LanguageKey))
            && !context.Leases.Any(lease => lease.ServerId == row.Owner && (!fromExpired || lease.ExpiresAt > StoreClock.Milliseconds()))
            && context.Leases.Any(lease => lease.ServerId == adopter && lease.ExpiresAt > StoreClock.Milliseconds()));

    private static async Task<bool> ExtendAsync(IQueryable<LeaseRow> leases, long milliseconds) =>
        await leases.ExecuteUpdateAsync(update => update.SetProperty(row => row.ExpiresAt, row => StoreClock.Milliseconds() + milliseconds)) == 1;
}
