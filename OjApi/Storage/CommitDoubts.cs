using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>
/// Settles what a lost connection leaves open: a commit was sent and not answered, so the writes of its transaction are stored, or
/// not. Nobody may guess, neither the client who would be refused what is accepted nor the server that would forget what it
/// owns; so the store is asked until it tells. The writers go on meanwhile. Thread-safe.
/// </summary>
internal sealed partial class CommitDoubts(OpenStore open, TimeProvider time, ILogger<CommitDoubts> logger) : IAsyncDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _open = [];

    /// <summary>Answers the callers of these writes as soon as the store can say what became of them.</summary>
    /// <param name="writes">The writes of the transaction; as many as a transaction may have, which bounds what waits here.</param>
    /// <param name="ask">Asks what became of it.</param>
    /// <param name="failure">What they are told if nothing was stored.</param>
    public void Add(IReadOnlyList<PendingWrite> writes, AskFate ask, Exception failure)
    {
        lock (_lock)
        {
            _open.RemoveWhere(settled => settled.IsCompleted);
            _open.Add(SettleAsync([.. writes], ask, failure));
        }
    }

    /// <summary>Gives up what is open: the callers are told that it failed, and who adopts this server's submissions sees the truth.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_open);
        _end.Dispose();
    }

    private async Task SettleAsync(PendingWrite[] writes, AskFate ask, Exception failure)
    {
        Log.InDoubt(logger, writes.Length);
        TransactionFate fate;
        try
        {
            while ((fate = await TryAskAsync(ask)) == TransactionFate.Undecided)
            {
                await Task.Delay(AskEvery, time, _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            fate = TransactionFate.Undecided;
        }
        Log.Settled(logger, writes.Length, fate);
        foreach (var write in writes)
        {
            if (fate == TransactionFate.Committed)
            {
                write.Complete();
            }
            else
            {
                write.Fail(failure);
            }
        }
    }

    private async Task<TransactionFate> TryAskAsync(AskFate ask)
    {
        try
        {
            return await open.ReadAsync(context => ask(context, _end.Token));
        }
        catch (StoreUnavailableException)
        {
            // Still away; the writers have said so.
            return TransactionFate.Undecided;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2008, LogLevel.Warning, "The answer to a commit of {Count} write(s) was lost; the store is asked what became of it", EventName = "CommitInDoubt")]
        public static partial void InDoubt(ILogger logger, int count);

        [LoggerMessage(2009, LogLevel.Information, "The commit of {Count} write(s) whose answer was lost: {Fate}", EventName = "CommitSettled")]
        public static partial void Settled(ILogger logger, int count, TransactionFate fate);
    }
}
