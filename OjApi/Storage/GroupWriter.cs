using System.Threading.Channels;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>Commits the writes of one queue, one group after the other.</summary>
internal sealed partial class GroupWriter : IAsyncDisposable
{
    private const int QueueCapacity = 4096;
    private const int LargestGroup = 256;

    /// <summary>A store that took longer than this to fail would take as long again for those who have queued meanwhile.</summary>
    private static readonly TimeSpan SlowFailure = TimeSpan.FromSeconds(1);

    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private readonly OpenStore _open;
    private readonly ICommitMethod _method;
    private readonly CommitDoubts _doubts;
    private readonly StoreAvailability _availability;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _loop;
    private long _commits;

    public GroupWriter(
        OpenStore open, ICommitMethod method, CommitDoubts doubts, StoreAvailability availability, TimeProvider time, ILogger logger)
    {
        _open = open;
        _method = method;
        _doubts = doubts;
        _availability = availability;
        _time = time;
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>How many transactions were committed so far.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Queues a write; waits while the queue is full.</summary>
    /// <exception cref="StoreUnavailableException">This server stops.</exception>
    public async ValueTask EnqueueAsync(PendingWrite pending, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new StoreUnavailableException("This server has stopped writing.");
        }
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
            Take(group, LargestGroup);
            if (group.Count > 0)
            {
                await CommitAsync(group);
                group.Clear();
            }
        }
    }

    private void Take(List<PendingWrite> group, int most)
    {
        while (group.Count < most && _queue.Reader.TryRead(out var pending))
        {
            if (pending.TryTake())
            {
                group.Add(pending);
            }
        }
    }

    private async Task CommitAsync(List<PendingWrite> group)
    {
        var (start, before) = (_time.GetTimestamp(), _availability.Successes);
        var failure = await TryCommitAsync(group);
        if (failure is StoreUnavailableException && _time.GetElapsedTime(start) > SlowFailure)
        {
            Take(group, group.Count + _queue.Reader.Count);
        }
        if (failure is StoreUnavailableException || (failure is not null && group.Count == 1))
        {
            Fail(group, failure, before);
            return;
        }
        if (failure is not null)
        {
            // One bad write must not take its neighbours down, nor a deadlock both its parties: each gets a transaction of its own.
            foreach (var pending in group)
            {
                before = _availability.Successes;
                if (await TryCommitAsync([pending]) is { } own)
                {
                    Fail([pending], own, before);
                }
            }
        }
    }

    private void Fail(List<PendingWrite> group, Exception failure, long before)
    {
        if (failure is StoreUnavailableException)
        {
            _availability.Failed(failure, group.Count, before);
        }
        else
        {
            Log.WriteFailed(_logger, group.Count, failure);
        }
        group.ForEach(pending => pending.Fail(failure));
    }

    private async Task<Exception?> TryCommitAsync(List<PendingWrite> group)
    {
        var before = _availability.Successes;
        await using var context = _open();
        AskFate? ask = null;
        try
        {
            await using var database = await context.Database.BeginTransactionAsync();
            context.Database.AutoSavepointsEnabled = false;
            var transaction = new StoreTransaction(context);
            foreach (var pending in group.OrderBy(static pending => pending.Order))
            {
                await pending.ExecuteAsync(transaction);
            }
            await transaction.CompleteAsync();
            ask = await _method.PrepareAsync(context, transaction.Notices);
            await database.CommitAsync();
            _method.Committed(transaction.Notices);
        }
        catch (Exception exception)
        {
            var failure = StoreAccess.Translate(context, exception);
            if (ask is null || failure is not StoreUnavailableException)
            {
                return failure;
            }
            _availability.Failed(failure, 0, before);
            _doubts.Add(group, ask, failure);
            return null;
        }
        Interlocked.Increment(ref _commits);
        _availability.Succeeded();
        group.ForEach(static pending => pending.Complete());
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "{Count} write(s) to the submission store failed", EventName = "StoreWriteFailed")]
        public static partial void WriteFailed(ILogger logger, int count, Exception exception);
    }
}
