using Microsoft.Win32.SafeHandles;

namespace OjApi.Storage.Sqlite;

/// <summary>
/// Tells the other processes on this database what was committed, by writing one byte to a file they watch: one file for
/// what became final, one for what is left to others, one for callbacks. Watching the write-ahead log itself would wake them too early: it is
/// written before the flush, and the commit can be seen only after it. Thread-safe.
/// </summary>
internal sealed partial class FileDoorbells(SqliteFile file, TimeProvider time, ILogger<FileDoorbells> logger) : IDoorbells, IDisposable
{
    private static readonly TimeSpan TickWithoutEvents = TimeSpan.FromMilliseconds(200);

    private readonly Lazy<SafeFileHandle> _final = new(() => Open(file.FinalBellPath));
    private readonly Lazy<SafeFileHandle> _left = new(() => Open(file.LeftBellPath));
    private readonly Lazy<SafeFileHandle> _callbacks = new(() => Open(file.CallbacksBellPath));

    /// <summary>Rings. Never fails: replicas that are not woken look by themselves after a while.</summary>
    public void Ring(Notices notices)
    {
        if (notices.HasFlag(Notices.Final))
        {
            Ring(_final);
        }
        if (notices.HasFlag(Notices.Left))
        {
            Ring(_left);
        }
        if (notices.HasFlag(Notices.Callbacks))
        {
            Ring(_callbacks);
        }
    }

    public async Task ListenAsync(Action<Notices> heard, CancellationToken cancellationToken)
    {
        using var watcher = TryWatch(heard);
        heard(Notices.All);
        if (watcher is null)
        {
            using var ticks = new PeriodicTimer(TickWithoutEvents, time);
            while (await ticks.WaitForNextTickAsync(cancellationToken))
            {
                heard(Notices.All);
            }
        }
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
    }

    public void Dispose()
    {
        Close(_final);
        Close(_left);
        Close(_callbacks);
    }

    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private static void Close(Lazy<SafeFileHandle> handle)
    {
        if (handle.IsValueCreated)
        {
            handle.Value.Dispose();
        }
    }

    private void Ring(Lazy<SafeFileHandle> handle)
    {
        try
        {
            RandomAccess.Write(handle.Value, "!"u8, fileOffset: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Log.CannotRing(logger, exception);
        }
    }

    private FileSystemWatcher? TryWatch(Action<Notices> heard)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(Path.GetDirectoryName(file.Path)!) { NotifyFilter = NotifyFilters.LastWrite };
            watcher.Filters.Add(Path.GetFileName(file.FinalBellPath));
            watcher.Filters.Add(Path.GetFileName(file.LeftBellPath));
            watcher.Filters.Add(Path.GetFileName(file.CallbacksBellPath));
            watcher.Changed += (_, change) => heard(NoticeOf(change.Name));
            watcher.Created += (_, change) => heard(NoticeOf(change.Name));
            watcher.Error += (_, _) => heard(Notices.All);
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

    private Notices NoticeOf(string? name) => name switch
    {
        _ when name == Path.GetFileName(file.LeftBellPath) => Notices.Left,
        _ when name == Path.GetFileName(file.CallbacksBellPath) => Notices.Callbacks,
        _ => Notices.Final,
    };

    private static partial class Log
    {
        [LoggerMessage(2002, LogLevel.Warning, "Other replicas learn of changes late: a doorbell file cannot be written", EventName = "DoorbellFailed")]
        public static partial void CannotRing(ILogger logger, Exception exception);

        [LoggerMessage(2004, LogLevel.Warning, "The kernel gives no file events; the feed of outcomes looks every {Interval} instead", EventName = "FeedWatchFailed")]
        public static partial void CannotWatch(ILogger logger, TimeSpan interval, Exception exception);
    }
}
