using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>
/// Lets concurrent writes of this process share transactions: while a group is being committed, the next one gathers.
/// A commit costs a flush to disk whatever it holds, so under load the cost of a write is a fraction of a flush, and a
/// lone write waits for nobody. Writes of one submission keep the order in which they came. The queues are bounded; when
/// one is full, callers wait. A caller's cancellation is honoured until its write is taken; after that it learns the
/// outcome. Thread-safe.
/// </summary>
internal sealed class GroupCommit(
    OpenStore open, ICommitMethod method, CommitDoubts doubts, StoreAvailability availability, TimeProvider time, ILogger<GroupCommit> logger)
    : IAsyncDisposable
{
    private readonly GroupWriter[] _writers =
        [.. Enumerable.Range(0, method.Writers).Select(_ => new GroupWriter(open, method, doubts, availability, time, logger))];

    private uint _turn;

    /// <summary>How many transactions were committed so far.</summary>
    public long Commits => _writers.Sum(writer => writer.Commits);

    /// <summary>Executes a write in a transaction that it may share with others; returns after the commit.</summary>
    /// <param name="order">Which rows it locks.</param>
    /// <param name="write">
    /// The statements. Must have no effect outside the transaction: when a shared one fails, each write is tried again alone.
    /// </param>
    /// <param name="cancellationToken">Gives up, unless it is being written already.</param>
    /// <exception cref="StoreUnavailableException">The store could not commit; nothing was stored.</exception>
    public async Task<T> WriteAsync<T>(WriteOrder order, Func<StoreTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        var pending = new PendingWrite<T>(order, write);
        await WriterFor(order).EnqueueAsync(pending, cancellationToken);
        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingWrite<T>)state!).Cancel(token), pending);
        return await pending.Completion;
    }

    /// <summary>Refuses new writes, commits what was queued, and waits for the end of that.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync();
        }
    }

    private GroupWriter WriterFor(WriteOrder order)
    {
        var number = order.Token == Guid.Empty ? Interlocked.Increment(ref _turn) : (uint)order.Token.GetHashCode();
        return _writers[number % (uint)_writers.Length];
    }
}
