using System.Threading.Channels;
using Oj.Contracts.Scheduling;
using OjApi.Gateway;
using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>The server's end of a link: the real choice of what goes out next, over a queue of answers.</summary>
internal sealed class ServerEnd
{
    private readonly Channel<SchedulerMessage> _answers = Channel.CreateUnbounded<SchedulerMessage>();

    public ServerEnd(SandboxStream stream, Scheduler scheduler, TimeProvider time)
    {
        Stream = stream;
        Messages = new OutboundMessages(stream, _answers.Reader, scheduler, new GatewayOptions(), time);
    }

    public SandboxStream Stream { get; }

    public OutboundMessages Messages { get; }

    public bool SaidGoodbye { get; set; }

    public void Answer(SchedulerMessage message) => _answers.Writer.TryWrite(message);
}
