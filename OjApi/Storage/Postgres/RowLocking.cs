using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OjApi.Storage.Postgres;

/// <summary>
/// Gives queries a locking clause, which LINQ has no word for: the query is tagged with the clause, a tag goes to the server as a
/// comment in the first line, and here it is appended as what it says.
/// </summary>
internal sealed class RowLocking : DbCommandInterceptor
{
    /// <summary>Tag of queries that lock as <see cref="RowLock.Share"/>.</summary>
    public const string Share = "FOR SHARE";

    /// <summary>Tag of queries that lock as <see cref="RowLock.Update"/>.</summary>
    public const string Update = "FOR UPDATE";

    /// <summary>Tag of queries that lock as <see cref="RowLock.UpdateOrSkip"/>.</summary>
    public const string UpdateOrSkip = "FOR UPDATE SKIP LOCKED";

    private const string Comment = "-- ";

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Append(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Append(command);
        return ValueTask.FromResult(result);
    }

    private static void Append(DbCommand command)
    {
        foreach (var clause in (ReadOnlySpan<string>)[Share, Update, UpdateOrSkip])
        {
            if (command.CommandText.StartsWith(Comment + clause + "\n", StringComparison.Ordinal))
            {
                command.CommandText += "\n" + clause;
                return;
            }
        }
    }
}
