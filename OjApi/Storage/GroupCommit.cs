using System.Threading.Channels;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>
/// Lets concurrent writes of this process share transactions: while one group is being committed, the next one gathers.
/// A commit costs a flush to disk whatever it holds, so under load the cost of a write is a fraction of a flush, and a
/// lone write waits for nobody. The queue is bounded; when it is full, callers wait. A caller's cancellation is honoured
/// until the loop takes its write; after that it learns the outcome. Thread-safe.
/// </summary>
internal sealed partial class GroupCommit : IAsyncDisposable
{
    private const int QueueCapacity = 4096;
    private const int LargestGroup = 256;

    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private readonly OpenStore _open;
    private readonly ILogger<GroupCommit> _logger;
    private readonly Task _loop;
    private long _commits;

    public GroupCommit(OpenStore open, ILogger<GroupCommit> logger)
    {
        _open = open;
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>How many transactions were committed so far.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Executes a write in a transaction that it may share with others; returns after the commit.</summary>
    /// <param name="write">
    /// The statements. Must have no effect outside the context: when a shared transaction fails, each write is tried again alone.
    /// </param>
    /// <exception cref="StoreUnavailableException">The store could not commit; nothing was stored.</exception>
    public async Task<T> WriteAsync<T>(Func<SubmissionContext, Task<T>> write, CancellationToken cancellationToken)
    {
        var pending = new PendingWrite<T>(write);
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new StoreUnavailableException("This server has stopped writing.");
        }
        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingWrite<T>)state!).Cancel(token), pending);
        return await pending.Completion;
    }

    /// <summary>Refuses new writes, commits what was queued, and waits for the end of that.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var group = new List<PendingWrite>(LargestGroup);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var pending))
            {
                if (pending.TryTake())
                {
                    group.Add(pending);
                }
            }
            if (group.Count > 0)
            {
                await CommitAsync(group);
                group.Clear();
            }
        }
    }

    private async Task CommitAsync(List<PendingWrite> group)
    {
        var failure = await TryCommitAsync(group);
        if (failure is null)
        {
            return;
        }
        if (group.Count == 1 || failure is StoreUnavailableException)
        {
            Log.WriteFailed(_logger, group.Count, failure);
            group.ForEach(pending => pending.Fail(failure));
            return;
        }
        // One bad write must not take its neighbours down: each gets a transaction of its own.
        foreach (var pending in group)
        {
            if (await TryCommitAsync([pending]) is { } own)
            {
                Log.WriteFailed(_logger, 1, own);
                pending.Fail(own);
            }
        }
    }

    private async Task<Exception?> TryCommitAsync(List<PendingWrite> group)
    {
        await using var context = _open();
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            context.Database.AutoSavepointsEnabled = false;
            foreach (var pending in group)
            {
                await pending.ExecuteAsync(context);
                context.ChangeTracker.Clear();
            }
            await transaction.CommitAsync();
        }
        catch (Exception exception)
        {
            return StoreAccess.Translate(context, exception);
        }
        Interlocked.Increment(ref _commits);
        group.ForEach(static pending => pending.Complete());
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "{Count} write(s) to the submission store failed", EventName = "StoreWriteFailed")]
        public static partial void WriteFailed(ILogger logger, int count, Exception exception);
    }
}
