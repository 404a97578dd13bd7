using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>Reads from the store, and the one place that tells an unreachable store from a fault of ours.</summary>
internal static class StoreAccess
{
    /// <summary>Runs a read on a context of its own, outside any transaction.</summary>
    /// <exception cref="StoreUnavailableException">The store could not be read.</exception>
    public static async Task<T> ReadAsync<T>(this OpenStore open, Func<SubmissionContext, Task<T>> read)
    {
        await using var context = open();
        try
        {
            return await read(context);
        }
        catch (DbException exception) when (context.IsUnavailable(exception))
        {
            throw Unavailable(exception);
        }
    }

    /// <summary>What callers of the store are told about a failed write; the exception itself when it is not the store's state.</summary>
    public static Exception Translate(SubmissionContext context, Exception exception)
    {
        var cause = exception is DbUpdateException { InnerException: { } inner } ? inner : exception;
        return cause is DbException failure && context.IsUnavailable(failure) ? Unavailable(failure) : exception;
    }

    private static StoreUnavailableException Unavailable(DbException exception) => new("The submission store is not available.", exception);
}
