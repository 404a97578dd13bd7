using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Logs;

/// <summary>
/// The last lines of one replica, over all its processes. Bounded: the oldest line gives way. A reader has only a
/// position, so a slow one costs nothing and misses lines rather than holding them.
/// </summary>
internal sealed class ReplicaLog(TimeProvider time)
{
    internal const int Capacity = 10_000;
    private const int MaximumLength = 8192;
    private const int BatchSize = 500;

    private readonly Lock _gate = new();
    private readonly LogLine[] _ring = new LogLine[Capacity];
    private TaskCompletionSource _appended = New();
    private int _last;

    public void Append(string content, bool isError)
    {
        lock (_gate)
        {
            _last++;
            var cut = content.Length > MaximumLength ? content[..MaximumLength] : content;
            _ring[_last % Capacity] = new(_last, cut, isError) { WrittenAt = time.GetUtcNow() };
            _appended.TrySetResult();
        }
    }

    /// <summary>The newest lines, oldest first.</summary>
    public IReadOnlyList<LogLine> Tail(int count)
    {
        lock (_gate)
        {
            return Read(_last - count + 1, count);
        }
    }

    /// <summary>First the lines that are kept, then each new one, in batches; ends only by cancellation.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var next = 1;
        while (true)
        {
            LogLine[] batch;
            Task appended;
            lock (_gate)
            {
                batch = Read(next, BatchSize);
                _appended = _appended.Task.IsCompleted ? New() : _appended;
                appended = _appended.Task;
            }

            if (batch.Length > 0)
            {
                next = batch[^1].LineNumber + 1;
                yield return batch;
            }
            else
            {
                await appended.WaitAsync(cancellationToken);
            }
        }
    }

    private LogLine[] Read(int first, int count)
    {
        var from = Math.Max(Math.Max(first, 1), _last - Capacity + 1);
        var lines = new LogLine[Math.Clamp(_last - from + 1, 0, count)];
        for (var index = 0; index < lines.Length; index++)
        {
            lines[index] = _ring[(from + index) % Capacity];
        }

        return lines;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
