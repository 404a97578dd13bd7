using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OjApi.Submissions;

namespace OjApi.Storage.Sqlite;

/// <summary>
/// <see cref="ISubmissionFeed"/> over a file: woken by the kernel when any process rings <see cref="Doorbells"/>, it reads
/// how far the final sequence has come, and every watcher reads on from where it is. The database is the queue, so nothing
/// is kept per watcher and nothing is dropped. A slow tick covers a process that died between its commit and its ring.
/// </summary>
internal sealed partial class SqliteSubmissionFeed(OpenStore open, SqliteFile file, TimeProvider time, ILogger<SqliteSubmissionFeed> logger)
    : BackgroundService, ISubmissionFeed
{
    private const int PageSize = 500;
    private static readonly TimeSpan SafetyTick = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TickWithoutEvents = TimeSpan.FromMilliseconds(200);

    // Rings that come while one is being handled melt into one.
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(5);

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastSeen;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _lastSeen = await ReadSequenceAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public IAsyncEnumerable<Guid> WatchFinalAsync(CancellationToken cancellationToken) =>
        ReadFromAsync(Interlocked.Read(ref _lastSeen), cancellationToken);

    public Task WhenLeftAsync(CancellationToken cancellationToken) => Volatile.Read(ref _left).Task.WaitAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = TryWatch();
        var tick = watcher is null ? TickWithoutEvents : SafetyTick;
        await using var timer = time.CreateTimer(_ => _bell.Writer.TryWrite(true), null, tick, tick);
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

    private async IAsyncEnumerable<Guid> ReadFromAsync(long cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            var page = await ReadPageAsync(cursor, cancellationToken);
            foreach (var (sequence, token) in page)
            {
                cursor = sequence;
                yield return token;
            }
            if (page.Count == 0)
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    private async Task<List<(long Sequence, Guid Token)>> ReadPageAsync(long cursor, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var rows = await open.ReadAsync(context => context.Submissions
                    .Where(row => row.FinalSequence > cursor).OrderBy(row => row.FinalSequence).Take(PageSize)
                    .Select(row => new { row.FinalSequence, row.Token }).ToListAsync(cancellationToken));
                return rows.ConvertAll(row => (row.FinalSequence!.Value, row.Token));
            }
            catch (StoreUnavailableException exception)
            {
                Log.CannotRead(logger, exception);
                await Task.Delay(SafetyTick, time, cancellationToken);
            }
        }
    }

    private Task<long> ReadSequenceAsync(CancellationToken cancellationToken) =>
        open.ReadAsync(context => context.FinalCounter.Select(row => row.Value).SingleAsync(cancellationToken));

    private FileSystemWatcher? TryWatch()
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(Path.GetDirectoryName(file.Path)!) { NotifyFilter = NotifyFilters.LastWrite };
            watcher.Filters.Add(Path.GetFileName(file.FinalBellPath));
            watcher.Filters.Add(Path.GetFileName(file.LeftBellPath));
            watcher.Changed += (_, change) => Rung(change.Name);
            watcher.Created += (_, change) => Rung(change.Name);
            watcher.Error += (_, _) => _bell.Writer.TryWrite(true);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException exception)
        {
            // The kernel's limit on watches (fs.inotify.max_user_instances) is the usual reason.
            Log.CannotWatch(logger, TickWithoutEvents, exception);
            watcher?.Dispose();
            return null;
        }
    }

    private void Rung(string? name)
    {
        if (name == Path.GetFileName(file.LeftBellPath))
        {
            Interlocked.Exchange(ref _left, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
        else
        {
            _bell.Writer.TryWrite(true);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2003, LogLevel.Warning, "The feed of outcomes cannot be read", EventName = "FeedReadFailed")]
        public static partial void CannotRead(ILogger logger, Exception exception);

        [LoggerMessage(2004, LogLevel.Warning, "The kernel gives no file events; the feed of outcomes looks every {Interval} instead", EventName = "FeedWatchFailed")]
        public static partial void CannotWatch(ILogger logger, TimeSpan interval, Exception exception);
    }
}
