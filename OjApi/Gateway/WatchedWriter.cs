using Grpc.Core;
using Oj.Contracts.Scheduling;

namespace OjApi.Gateway;

/// <summary>
/// Notices a peer that reports and does not read. What the server buffers for it is bounded, and a write waits when that is
/// full; but Kestrel's data rates do not end it, because a window that HTTP/2 flow control keeps shut is the peer's right.
/// </summary>
internal sealed class WatchedWriter : IServerStreamWriter<SchedulerMessage>, IDisposable
{
    private readonly IServerStreamWriter<SchedulerMessage> _writer;
    private readonly TimeSpan _within;
    private readonly ITimer _timer;

    // Never disposed: it holds nothing, and the timer may fire while the stream ends.
    private readonly CancellationTokenSource _unread = new();

    /// <param name="within">How long the peer may take to let one message through.</param>
    public WatchedWriter(IServerStreamWriter<SchedulerMessage> writer, TimeSpan within, TimeProvider time)
    {
        _writer = writer;
        _within = within;
        _timer = time.CreateTimer(_ => _unread.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when a message was not let through in time.</summary>
    public CancellationToken Unread => _unread.Token;

    public WriteOptions? WriteOptions
    {
        get => _writer.WriteOptions;
        set => _writer.WriteOptions = value;
    }

    public Task WriteAsync(SchedulerMessage message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(SchedulerMessage message, CancellationToken cancellationToken)
    {
        var write = _writer.WriteAsync(message, cancellationToken);
        if (write.IsCompletedSuccessfully)
        {
            return;
        }

        _timer.Change(_within, Timeout.InfiniteTimeSpan);
        await write;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
