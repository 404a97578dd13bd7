using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>
/// <see cref="ISubmissionFeed"/> over the store: woken by <see cref="IDoorbells"/>, it reads how far the final sequence has
/// come, and every watcher reads on from where it is. The database is the queue, so nothing is kept per watcher and
/// nothing is dropped. A slow tick covers whatever keeps a ring from being heard.
/// </summary>
internal sealed partial class SubmissionFeed(OpenStore open, IDoorbells doorbells, TimeProvider time, ILogger<SubmissionFeed> logger)
    : BackgroundService, ISubmissionFeed
{
    private const int PageSize = 500;
    private static readonly TimeSpan SafetyTick = TimeSpan.FromSeconds(2);

    // Rings that come while one is being handled melt into one.
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(5);

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _callbacks = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastSeen;

    /// <summary>Ends when the doorbells are heard, so that nothing which happens after it comes late.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await StoreRetry.UntilDoneAsync(
            async () => _lastSeen = await ReadSequenceAsync(cancellationToken),
            exception => Log.CannotRead(logger, exception),
            time,
            cancellationToken);
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_listening.Task, ExecuteTask!).WaitAsync(cancellationToken);
    }

    public IAsyncEnumerable<FinalSubmission> WatchFinalAsync(CancellationToken cancellationToken) =>
        ReadFromAsync(Interlocked.Read(ref _lastSeen), cancellationToken);

    public Task WhenLeftAsync(CancellationToken cancellationToken) => Volatile.Read(ref _left).Task.WaitAsync(cancellationToken);

    public Task WhenCallbacksAsync(CancellationToken cancellationToken) => Volatile.Read(ref _callbacks).Task.WaitAsync(cancellationToken);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(doorbells.ListenAsync(Heard, stoppingToken), FollowAsync(stoppingToken));

    private void Heard(Notices notices)
    {
        if (notices.HasFlag(Notices.Left))
        {
            Interlocked.Exchange(ref _left, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
        if (notices.HasFlag(Notices.Callbacks))
        {
            Interlocked.Exchange(ref _callbacks, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
        if (notices.HasFlag(Notices.Final))
        {
            _bell.Writer.TryWrite(true);
        }
        _listening.TrySetResult();
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        await using var timer = time.CreateTimer(_ => _bell.Writer.TryWrite(true), null, SafetyTick, SafetyTick);
        while (await _bell.Reader.WaitToReadAsync(stoppingToken))
        {
            _bell.Reader.TryRead(out _);
            try
            {
                var sequence = await ReadSequenceAsync(stoppingToken);
                if (sequence != Interlocked.Exchange(ref _lastSeen, sequence))
                {
                    Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
                }
            }
            catch (StoreUnavailableException exception)
            {
                Log.CannotRead(logger, exception);
            }
            await Task.Delay(Debounce, time, stoppingToken);
        }
    }

    private async IAsyncEnumerable<FinalSubmission> ReadFromAsync(long cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            var page = await ReadPageAsync(cursor, cancellationToken);
            foreach (var (sequence, final) in page)
            {
                cursor = sequence;
                yield return final;
            }
            if (page.Count == 0)
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    private async Task<List<(long Sequence, FinalSubmission Final)>> ReadPageAsync(long cursor, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var rows = await open.ReadAsync(context => context.Submissions
                    .Where(row => row.FinalSequence > cursor).OrderBy(row => row.FinalSequence).Take(PageSize)
                    .Select(row => new { row.FinalSequence, row.Token, row.Attempt, row.Unjudged }).ToListAsync(cancellationToken));
                return rows.ConvertAll(row =>
                    (row.FinalSequence!.Value, new FinalSubmission(new JobKey(row.Token, row.Attempt), row.Unjudged is not null)));
            }
            catch (StoreUnavailableException exception)
            {
                Log.CannotRead(logger, exception);
                await Task.Delay(StoreRetry.Interval, time, cancellationToken);
            }
        }
    }

    private Task<long> ReadSequenceAsync(CancellationToken cancellationToken) =>
        open.ReadAsync(context => context.FinalCounter.Select(row => row.Value).SingleAsync(cancellationToken));

    private static partial class Log
    {
        [LoggerMessage(2003, LogLevel.Warning, "The feed of outcomes cannot be read", EventName = "FeedReadFailed")]
        public static partial void CannotRead(ILogger logger, Exception exception);
    }
}
