using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using OjApi.Callbacks;

namespace OjApi.Storage;

/// <summary><see cref="ICallbackStore"/> in a relational database. Every change is one conditional update by number and claim.</summary>
internal sealed class CallbackStore(OpenStore open, GroupCommit writes) : ICallbackStore
{
    private static readonly Expression<Func<CallbackRow, DueCallback>> ToDue =
        row => new DueCallback(row.Id, row.Token, row.Attempt, row.Host, row.Tries);

    public async Task<IReadOnlyList<DueCallback>> FindDueAsync(
        int limit, IReadOnlyCollection<string> except, bool firstTriesOnly, CancellationToken cancellationToken) =>
        await open.ReadAsync(context => Due(context)
            .Where(row => !except.Contains(row.Host) && (row.Tries == 0 || !firstTriesOnly))
            .OrderBy(row => row.NextTryAt).Take(limit)
            .Select(ToDue).ToListAsync(cancellationToken));

    public Task<IReadOnlyList<DueCallback>> ClaimAsync(
        IReadOnlyCollection<long> ids, Guid claim, TimeSpan lease, CancellationToken cancellationToken) =>
        writes.WriteAsync<IReadOnlyList<DueCallback>>(
            WriteOrder.OfCallbacks,
            async transaction =>
            {
                // Whatever another replica is about to claim is left to it.
                var context = transaction.Context;
                var free = await context.Lock(Due(context).Where(row => ids.Contains(row.Id)), RowLock.UpdateOrSkip)
                    .Select(row => row.Id).ToListAsync(CancellationToken.None);
                var milliseconds = (long)lease.TotalMilliseconds;
                await Due(context).Where(row => free.Contains(row.Id)).ExecuteUpdateAsync(
                    update => update
                        .SetProperty(row => row.Claim, claim)
                        .SetProperty(row => row.Tries, row => row.Tries + 1)
                        .SetProperty(row => row.NextTryAt, row => StoreClock.Milliseconds() + milliseconds),
                    CancellationToken.None);
                return await context.Callbacks.Where(row => free.Contains(row.Id) && row.Claim == claim)
                    .Select(ToDue).ToListAsync(CancellationToken.None);
            },
            cancellationToken);

    public Task DeliveredAsync(long id, CancellationToken cancellationToken) =>
        UpdateAsync(
            row => row.Id == id && row.State != CallbackState.Superseded,
            update => update.SetProperty(row => row.State, CallbackState.Delivered).SetProperty(row => row.Claim, (Guid?)null),
            cancellationToken);

    public Task FailedAsync(long id, Guid claim, string error, TimeSpan pause, CancellationToken cancellationToken)
    {
        var milliseconds = (long)pause.TotalMilliseconds;
        return UpdateClaimedAsync(
            id,
            claim,
            update => update
                .SetProperty(row => row.LastError, error)
                .SetProperty(row => row.NextTryAt, row => StoreClock.Milliseconds() + milliseconds),
            cancellationToken);
    }

    public Task EndAsync(long id, Guid claim, CallbackState state, string? error, CancellationToken cancellationToken) =>
        UpdateClaimedAsync(
            id,
            claim,
            update => update.SetProperty(row => row.State, state).SetProperty(row => row.LastError, row => error ?? row.LastError),
            cancellationToken);

    public Task ReleaseAsync(long id, Guid claim, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.OfCallbacks,
            async transaction =>
            {
                transaction.CallbacksAreDue();
                return await transaction.Context.Callbacks
                    .Where(row => row.Id == id && row.Claim == claim && row.State == CallbackState.Due)
                    .ExecuteUpdateAsync(
                        update => update
                            .SetProperty(row => row.Claim, (Guid?)null)
                            .SetProperty(row => row.Tries, row => row.Tries - 1)
                            .SetProperty(row => row.NextTryAt, row => StoreClock.Milliseconds()),
                        CancellationToken.None) == 1;
            },
            cancellationToken);

    public async Task<TimeSpan?> UntilNextDueAsync(CancellationToken cancellationToken)
    {
        var next = await open.ReadAsync(context => context.Callbacks
            .Where(row => row.State == CallbackState.Due && row.NextTryAt > StoreClock.Milliseconds())
            .OrderBy(row => row.NextTryAt).Select(row => (long?)(row.NextTryAt - StoreClock.Milliseconds()))
            .FirstOrDefaultAsync(cancellationToken));
        return next is null ? null : TimeSpan.FromMilliseconds(Math.Max(0, next.Value));
    }

    public async Task<IReadOnlyDictionary<Guid, CallbackStatus>> FindStatusAsync(
        IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken)
    {
        var rows = await open.ReadAsync(context => context.Callbacks.AsNoTracking()
            .Where(row => tokens.Contains(row.Token)).OrderBy(row => row.Attempt).ToListAsync(cancellationToken));
        return rows.GroupBy(row => row.Token).ToDictionary(rows => rows.Key, rows => ToStatus(rows.Last()));
    }

    private static CallbackStatus ToStatus(CallbackRow row) => new(
        row.Token,
        row.Attempt,
        row.State,
        row.Tries,
        row.LastError,
        row is { State: CallbackState.Due, Claim: null } ? DateTimeOffset.FromUnixTimeMilliseconds(row.NextTryAt) : null);

    private static IQueryable<CallbackRow> Due(SubmissionContext context) =>
        context.Callbacks.Where(row => row.State == CallbackState.Due && row.NextTryAt <= StoreClock.Milliseconds());

    private Task<int> UpdateClaimedAsync(
        long id, Guid claim, Action<UpdateSettersBuilder<CallbackRow>> setters, CancellationToken cancellationToken) =>
        UpdateAsync(
            row => row.Id == id && row.Claim == claim && row.State == CallbackState.Due,
            update =>
            {
                setters(update);
                update.SetProperty(row => row.Claim, (Guid?)null);
            },
            cancellationToken);

    private Task<int> UpdateAsync(
        Expression<Func<CallbackRow, bool>> which,
        Action<UpdateSettersBuilder<CallbackRow>> setters,
        CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteOrder.OfCallbacks,
            transaction => transaction.Context.Callbacks.Where(which).ExecuteUpdateAsync(setters, CancellationToken.None),
            cancellationToken);
}
