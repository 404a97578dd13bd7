using Npgsql;

namespace OjApi.Storage.Postgres;

/// <summary>
/// Hears NOTIFY on a connection of its own. The notices are in the transactions that they tell of, so they come with the commit
/// or not at all, and they name nothing: what happened is read from the tables, so that a notice has no size, and losing one
/// loses nothing. A lost connection is made anew until that succeeds, and then everything counts as heard.
/// </summary>
internal sealed partial class PostgresDoorbells(NpgsqlDataSource server, TimeProvider time, ILogger<PostgresDoorbells> logger) : IDoorbells
{
    /// <summary>Channel of <see cref="Notices.Final"/>.</summary>
    public const string FinalChannel = "oj_final";

    /// <summary>Channel of <see cref="Notices.Left"/>.</summary>
    public const string LeftChannel = "oj_left";

    /// <summary>Channel of <see cref="Notices.Callbacks"/>.</summary>
    public const string CallbacksChannel = "oj_callbacks";

    private static readonly TimeSpan ReconnectEvery = TimeSpan.FromMilliseconds(250);

    // A connection on which nothing comes may be one on which nothing can come any more.
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(5);

    public async Task ListenAsync(Action<Notices> heard, CancellationToken cancellationToken)
    {
        var isAway = false;
        while (true)
        {
            try
            {
                await using var connection = await server.OpenConnectionAsync(cancellationToken);
                connection.Notification += (_, notice) => heard(NoticeOf(notice.Channel));
                await ExecuteAsync(connection, $"LISTEN {FinalChannel}; LISTEN {LeftChannel}; LISTEN {CallbacksChannel}", cancellationToken);
                heard(Notices.All);
                if (isAway)
                {
                    Log.ListeningAgain(logger);
                    isAway = false;
                }
                await WaitAsync(connection, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (!isAway)
                {
                    Log.NotListening(logger, exception.GetBaseException().Message);
                    isAway = true;
                }
                await Task.Delay(ReconnectEvery, time, cancellationToken);
            }
        }
    }

    private static Notices NoticeOf(string channel) => channel switch
    {
        LeftChannel => Notices.Left,
        CallbacksChannel => Notices.Callbacks,
        _ => Notices.Final,
    };

    private static async Task WaitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!await connection.WaitAsync(ProbeEvery, cancellationToken))
            {
                await ExecuteAsync(connection, "SELECT 1", cancellationToken);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(2011, LogLevel.Warning, "This server does not hear what the others commit: {Reason}. Connecting again until it does; meanwhile it looks from time to time", EventName = "NotListening")]
        public static partial void NotListening(ILogger logger, string reason);

        [LoggerMessage(2012, LogLevel.Information, "This server hears again what the others commit", EventName = "ListeningAgain")]
        public static partial void ListeningAgain(ILogger logger);
    }
}
