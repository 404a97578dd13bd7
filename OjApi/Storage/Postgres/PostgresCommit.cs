using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OjApi.Storage.Postgres;

/// <summary>
/// Commits to a server. In one round trip before the commit it rings the doorbells, which the server delivers with the commit;
/// notes the number of the transaction, by which its fate can be asked for; and makes sure that the commit is flushed: where
/// <c>synchronous_commit</c> is off it is put on for this transaction, and a stricter setting stays.
/// </summary>
internal sealed class PostgresCommit : ICommitMethod
{
    private const string Prepare = """
        SELECT pg_current_xact_id_if_assigned()::text AS "Value",
            set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true)
        """;

    // Named, because two columns of one name are refused by what reads the answer.
    private const string RingFinal = $", pg_notify('{PostgresDoorbells.FinalChannel}', '') AS final";
    private const string RingLeft = $", pg_notify('{PostgresDoorbells.LeftChannel}', '') AS left_over";
    private const string RingCallbacks = $", pg_notify('{PostgresDoorbells.CallbacksChannel}', '') AS callbacks";

    /// <summary>The server flushes the commits of several connections together, so more than one pays; a few do.</summary>
    public int Writers => 4;

    public async Task<AskFate?> PrepareAsync(SubmissionContext context, Notices notices)
    {
        var statement = Prepare
            + (notices.HasFlag(Notices.Final) ? RingFinal : "")
            + (notices.HasFlag(Notices.Left) ? RingLeft : "")
            + (notices.HasFlag(Notices.Callbacks) ? RingCallbacks : "");
        var transaction = (await context.Database.SqlQueryRaw<string?>(statement).ToListAsync()).Single();
        return transaction is null ? null : (asking, cancellationToken) => AskAsync(asking, transaction, cancellationToken);
    }

    public void Committed(Notices notices)
    {
        // The server has told them.
    }

    private static async Task<TransactionFate> AskAsync(SubmissionContext context, string transaction, CancellationToken cancellationToken)
    {
        try
        {
            var status = await context.Database
                .SqlQuery<string?>($"""SELECT pg_xact_status(CAST({transaction} AS xid8)) AS "Value" """).ToListAsync(cancellationToken);
            return status.Single() switch
            {
                "committed" => TransactionFate.Committed,
                "in progress" => TransactionFate.Undecided,
                _ => TransactionFate.Aborted,
            };
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            // A number of the future: another server has taken over, to which the transaction never came.
            return TransactionFate.Aborted;
        }
    }
}
