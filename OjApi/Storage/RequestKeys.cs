using Microsoft.EntityFrameworkCore;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>The statements about idempotency keys; those that write run inside a transaction of <see cref="GroupCommit"/>.</summary>
internal static class RequestKeys
{
    private const int RemovedAtOnce = 500;

    /// <summary>
    /// Takes a key for the submissions of this transaction, or tells who has it. A key that another transaction is about to take is waited
    /// for, and taken if that one fails: whoever comes second never stores anything, and nothing fails for it.
    /// </summary>
    public static async Task<FirstAnswer?> TakeAsync(SubmissionContext context, RequestKey key, byte[] answer)
    {
        while (true)
        {
            if (await InsertAsync(context, key, answer) || await ReplaceExpiredAsync(context, key, answer))
            {
                return null;
            }
            if (await FindAsync(context, key, CancellationToken.None) is { } earlier)
            {
                return earlier;
            }

            // It ran out or was removed between two of these statements: it is free now.
        }
    }

    /// <summary>How the request was answered that has this key; <see langword="null"/> when none has.</summary>
    public static async Task<FirstAnswer?> FindAsync(SubmissionContext context, RequestKey key, CancellationToken cancellationToken)
    {
        var lifetime = (long)key.Lifetime.TotalMilliseconds;
        var row = await context.RequestKeys.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == key.Id && row.StoredAt > StoreClock.Milliseconds() - lifetime, cancellationToken);
        return row is null ? null : new FirstAnswer(row.Fingerprint, row.Answer);
    }

    /// <summary>What has run out.</summary>
    public static IQueryable<RequestKeyRow> Expired(SubmissionContext context, TimeSpan lifetime)
    {
        var milliseconds = (long)lifetime.TotalMilliseconds;
        return context.RequestKeys.Where(row => row.StoredAt <= StoreClock.Milliseconds() - milliseconds);
    }

    /// <summary>Removes some of what has run out.</summary>
    /// <returns>Whether there may be more.</returns>
    public static async Task<bool> RemoveExpiredAsync(SubmissionContext context, TimeSpan lifetime) =>
        await Expired(context, lifetime).OrderBy(row => row.StoredAt).Take(RemovedAtOnce).ExecuteDeleteAsync() == RemovedAtOnce;

    private static async Task<bool> InsertAsync(SubmissionContext context, RequestKey key, byte[] answer) =>
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO request_keys ("Id", "Fingerprint", "Answer") VALUES ({key.Id}, {key.Fingerprint}, {answer}) ON CONFLICT DO NOTHING
            """) == 1;

    private static async Task<bool> ReplaceExpiredAsync(SubmissionContext context, RequestKey key, byte[] answer) =>
        await Expired(context, key.Lifetime).Where(row => row.Id == key.Id).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.Fingerprint, key.Fingerprint)
            .SetProperty(row => row.Answer, answer)
            .SetProperty(row => row.StoredAt, row => StoreClock.Milliseconds())) == 1;
}
