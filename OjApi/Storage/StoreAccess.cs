using System.Data.Common;
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
        catch (Exception exception) when (Translate(context, exception) is StoreUnavailableException unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>What callers of the store are told about a failure; the exception itself when it is not the store's state.</summary>
    public static Exception Translate(SubmissionContext context, Exception exception) =>
        IsUnavailable(context, exception) ? new StoreUnavailableException("The submission store is not available.", exception) : exception;

    /// <summary>Whether the store could not do its work now. What maps the tables wraps what the driver throws.</summary>
    private static bool IsUnavailable(SubmissionContext context, Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException failure)
            {
                return context.IsUnavailable(failure);
            }
        }
        return false;
    }
}
