using Microsoft.Win32.SafeHandles;

namespace OjApi.Storage.Sqlite;

/// <summary>
/// Tells the other processes on this database that something became final, by writing one byte to a file they watch.
/// Watching the write-ahead log itself would wake them too early: it is written before the flush, and the commit can be seen
/// only after it. Thread-safe.
/// </summary>
internal sealed partial class FinalDoorbell(SqliteFile file, ILogger<FinalDoorbell> logger) : IDisposable
{
    private readonly Lazy<SafeFileHandle> _handle = new(() =>
        File.OpenHandle(file.DoorbellPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Wakes the feeds of all processes. Never fails: a feed that is not woken looks by itself after a while.</summary>
    public void Ring()
    {
        try
        {
            RandomAccess.Write(_handle.Value, "!"u8, fileOffset: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Log.CannotRing(logger, exception);
        }
    }

    public void Dispose()
    {
        if (_handle.IsValueCreated)
        {
            _handle.Value.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2002, LogLevel.Warning, "Other replicas learn of an outcome late: the doorbell file cannot be written", EventName = "DoorbellFailed")]
        public static partial void CannotRing(ILogger logger, Exception exception);
    }
}
