using System.Threading.Channels;
using Grpc.Core;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;

namespace OjApi.Gateway;

/// <summary>
/// The one writer of a stream. Answers and acknowledgements go through a bounded queue, none is dropped: a peer that
/// lets it run full by not reading is cut off.
/// </summary>
internal sealed class OutboundStream : IDisposable
{
    // As many as a sandbox with all the slots there may be can be owed at once: its claims and its outcomes.
    private const int Capacity = 4096;

    private readonly Channel<SchedulerMessage> _answers = Channel.CreateBounded<SchedulerMessage>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    // Never disposed: it holds nothing, and may be cancelled while the stream ends.
    private readonly CancellationTokenSource _overflow = new();
    private readonly IServerStreamWriter<SchedulerMessage> _writer;
    private readonly Scheduler _scheduler;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private volatile bool _ended;

    public OutboundStream(IServerStreamWriter<SchedulerMessage> writer, Scheduler scheduler, GatewayOptions options, TimeProvider time)
    {
        _writer = writer;
        _scheduler = scheduler;
        _options = options;
        _time = time;
        _timer = time.CreateTimer(_ => Changed.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Set when there is something to write, or to look at.</summary>
    public WakeUp Changed { get; } = new();

    /// <summary>Cancelled when the peer does not read its answers.</summary>
    public CancellationToken Overflow => _overflow.Token;

    /// <summary>Queues an answer. Never waits; thread-safe; no harm after the end.</summary>
    public void Send(SchedulerMessage message)
    {
        if (_answers.Writer.TryWrite(message))
        {
            Changed.Set();
        }
        else if (!_ended)
        {
            _overflow.Cancel();
        }
    }

    /// <summary>Writes until cancelled.</summary>
    /// <param name="cancellationToken">Ends it between two messages.</param>
    /// <param name="abandon">Ends it within a message that the peer does not take; resets the call, so that no status can follow.</param>
    public async Task RunAsync(SandboxStream stream, CancellationToken cancellationToken, CancellationToken abandon)
    {
        var messages = new OutboundMessages(stream, _answers.Reader, _scheduler, _options, _time);
        while (true)
        {
            await Changed.WaitAsync(cancellationToken);
            TimeSpan next;
            while (messages.TryTake(out var message, out next))
            {
                await _writer.WriteAsync(message, abandon);
            }

            _timer.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the queue; what was in it is dropped with the stream, and the sandbox sends its results again elsewhere.</summary>
    public void Dispose()
    {
        _ended = true;
        _answers.Writer.TryComplete();
        _timer.Dispose();
    }
}
