using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;

namespace OjApi.Gateway;

/// <summary>
/// What goes out on a stream, one message at a time: the answers in order, what is to be stopped, and what waits, which is no
/// queue but a slot: only the newest is ever sent, when the core says so and at least every report-by. Knows no transport.
/// </summary>
internal sealed class OutboundMessages(SandboxStream stream, ChannelReader<SchedulerMessage> answers, Scheduler scheduler, GatewayOptions options, TimeProvider time)
{
    private int _toldNudges = -1;
    private long? _toldAt;
    private bool _toldDraining;

    /// <summary>The next message; to be asked again until there is none.</summary>
    /// <param name="next">How long there will be none, unless something changes; given when there is none.</param>
    public bool TryTake([NotNullWhen(true)] out SchedulerMessage? message, out TimeSpan next)
    {
        next = default;
        if (answers.TryRead(out message))
        {
            AddWaiting(message);
            return true;
        }

        if (stream.TryTakeCancel(out var unwanted))
        {
            message = Outgoing.Cancel(unwanted);
            return true;
        }

        if (scheduler.IsDraining && !_toldDraining)
        {
            _toldDraining = true;
            message = Outgoing.Draining();
            return true;
        }

        var nudges = stream.Nudges;
        var pause = _toldNudges != nudges ? options.AnnounceEvery : options.ReportBy;
        if (_toldAt is { } at && time.GetElapsedTime(at) is var elapsed && elapsed < pause)
        {
            next = pause - elapsed;
            return false;
        }

        _toldAt = time.GetTimestamp();
        _toldNudges = nudges;
        message = Outgoing.Waiting(scheduler.TellWaiting(stream), scheduler.Now);
        return true;
    }

    // Only now: between the decision and this moment the sandbox may have been told more, and the newest is what counts.
    private void AddWaiting(SchedulerMessage answer)
    {
        if (answer.Assign is { } assign)
        {
            assign.Waiting = Outgoing.Work(scheduler.TellWaiting(stream), scheduler.Now);
        }
        else if (answer.NoWork is { Waiting.Queues.Count: > 0 } none)
        {
            none.Waiting = Outgoing.Work(scheduler.TellWaiting(stream), scheduler.Now);
        }
        else if (answer.NoWork is not null)
        {
            scheduler.ToldNothing(stream);
        }
    }
}
