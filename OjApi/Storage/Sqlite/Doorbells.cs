using Microsoft.Win32.SafeHandles;

namespace OjApi.Storage.Sqlite;

/// <summary>
/// Tells the other processes on this database what was committed, by writing one byte to a file they watch: one file for
/// what became final, one for what is left to others. Watching the write-ahead log itself would wake them too early: it is
/// written before the flush, and the commit can be seen only after it. Thread-safe.
/// </summary>
internal sealed partial class Doorbells(SqliteFile file, ILogger<Doorbells> logger) : IDisposable
{
    private readonly Lazy<SafeFileHandle> _final = new(() => Open(file.FinalBellPath));
    private readonly Lazy<SafeFileHandle> _left = new(() => Open(file.LeftBellPath));

    /// <summary>Something became final. Never fails: a feed that is not woken looks by itself after a while.</summary>
    public void RingFinal() => Ring(_final);

    /// <summary>Submissions were left to the others. Never fails: adopters look by themselves after a while.</summary>
    public void RingLeft() => Ring(_left);

    public void Dispose()
    {
        Close(_final);
        Close(_left);
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

    private static partial class Log
    {
        [LoggerMessage(2002, LogLevel.Warning, "Other replicas learn of changes late: a doorbell file cannot be written", EventName = "DoorbellFailed")]
        public static partial void CannotRing(ILogger logger, Exception exception);
    }
}
