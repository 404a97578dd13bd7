using Microsoft.EntityFrameworkCore;
using OjApi.Callbacks;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>Puts the callbacks of outcomes into the outbox, in the transaction that stores the outcomes.</summary>
internal static class Outbox
{
    /// <summary>Adds those of the submissions that want one.</summary>
    /// <returns>Whether there was any.</returns>
    public static async Task<bool> AddAsync(SubmissionContext context, IReadOnlyCollection<Guid> finals)
    {
        // Looked for by token alone: told the state as well, SQLite goes through all that ever became final.
        var wishes = await context.Submissions
            .Where(row => finals.Contains(row.Token) && row.CallbackUrl != null)
            .Select(row => new { row.Token, row.Attempt, row.CallbackUrl, row.State }).ToListAsync();

        // What was rejudged in the same transaction is not final any more; the outcome that it gets then is sent.
        var wanted = wishes.FindAll(wish => wish.State == SubmissionState.Final);
        if (wanted.Count == 0)
        {
            return false;
        }
        context.AddRange(wanted.Select(final =>
            new CallbackRow { Token = final.Token, Attempt = final.Attempt, Host = CallbackUrls.HostOf(new Uri(final.CallbackUrl!)) }));
        await context.SaveChangesAsync();
        return true;
    }
}
