using System.Threading.Channels;
using Oj.Contracts.Scheduling;
using OjApi.Gateway;
using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>The server's end of a link: the real choice of what goes out next, over a queue of answers.</summary>
internal sealed class ServerEnd : IDisposable
{
    private readonly Channel<SchedulerMessage> _answers = Channel.CreateUnbounded<SchedulerMessage>();
    private readonly CancellationTokenSource _ended = new();

    public ServerEnd(SandboxStream stream, Scheduler scheduler, TimeProvider time)
    {
        Stream = stream;
        Ended = _ended.Token;
        Messages = new OutboundMessages(stream, _answers.Reader, scheduler, new GatewayOptions(), time);
    }

    public SandboxStream Stream { get; }

    public OutboundMessages Messages { get; }

    public bool SaidGoodbye { get; set; }

    /// <summary>Cancelled with the stream.</summary>
    public CancellationToken Ended { get; }

    public void Answer(SchedulerMessage message) => _answers.Writer.TryWrite(message);

    /// <summary>The stream ends.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
    }
}
