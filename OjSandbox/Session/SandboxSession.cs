using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OjSandbox.Discovery;
using OjSandbox.Judging;
using OjSandbox.Session.Jobs;
using OjSandbox.Session.Slots;
using OjSandbox.Session.Streams;

namespace OjSandbox.Session;

/// <summary>The sandbox's life with the API servers: follows discovery as long as it runs, and leaves in good order when told to.</summary>
internal sealed partial class SandboxSession(
    EndpointWatch watch,
    SchedulerConnections connections,
    SlotKeeper slots,
    JobRunner jobs,
    SandboxIdentity identity,
    IReadiness readiness,
    TopologyGauges gauges,
    SessionSettings settings,
    TimeProvider time,
    ILogger<SandboxSession> logger) : BackgroundService
{
    /// <summary>Drains: no claim any more, running jobs end or are handed back, outcomes are delivered, goodbye.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var part = settings.LeaveWithin / 3;
        slots.BeginDrain();
        var running = slots.Figures.Running;
        Log.Draining(logger, running, settings.ShutdownTimeout.TotalSeconds);
        if (!await WithinAsync(settings.ShutdownTimeout, slots.WhenIdle, cancellationToken))
        {
            Log.HandingBack(logger, slots.Figures.Running);
            slots.HandBackRunning();
            await WithinAsync(part, slots.WhenIdle, cancellationToken);
        }

        if (!await WithinAsync(part, slots.WhenAcknowledged, cancellationToken))
        {
            Log.LeavingUnacknowledged(logger, slots.Figures.Unacknowledged);
        }

        connections.Close();
        slots.Leave();
        await WithinAsync(part, slots.WhenAlone, cancellationToken);
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(connections.WhenEndedAsync(), jobs.WhenEndedAsync()).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Log.BaseId(logger, identity.BaseId);
        if (readiness.Current.WithdrawnBecause is { } reason)
        {
            Log.Withdrawn(logger, reason);
        }

        slots.BoundReached += Tell;
        gauges.Begin();
        await foreach (var endpoints in watch.WatchAsync(stoppingToken))
        {
            connections.Reconcile(endpoints, stoppingToken);
        }
    }

    private void Tell(bool isReached, SlotFigures figures)
    {
        if (isReached)
        {
            Log.BoundReached(logger, figures.Unacknowledged, figures.UnacknowledgedBytes / 1024);
        }
        else
        {
            Log.RoomAgain(logger, figures.Unacknowledged);
        }
    }

    private async Task<bool> WithinAsync(TimeSpan limit, Func<CancellationToken, Task> reached, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await reached(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2241, EventName = nameof(BaseId), Level = LogLevel.Information, Message = "Sandbox base ID: {BaseId}")]
        public static partial void BaseId(ILogger logger, string baseId);

        [LoggerMessage(EventId = 2242, EventName = "TakesNoWork", Level = LogLevel.Error, Message = "This sandbox takes no work: {Reason}")]
        public static partial void Withdrawn(ILogger logger, string reason);

        [LoggerMessage(EventId = 2243, EventName = nameof(Draining), Level = LogLevel.Information,
            Message = "Stopping: {Running} running job(s) have {Seconds} s to end")]
        public static partial void Draining(ILogger logger, int running, double seconds);

        [LoggerMessage(EventId = 2244, EventName = nameof(HandingBack), Level = LogLevel.Warning, Message = "Handing {Running} running job(s) back")]
        public static partial void HandingBack(ILogger logger, int running);

        [LoggerMessage(EventId = 2245, EventName = nameof(LeavingUnacknowledged), Level = LogLevel.Warning,
            Message = "Leaving with {Count} outcome(s) that no server has acknowledged; the jobs will be judged again")]
        public static partial void LeavingUnacknowledged(ILogger logger, int count);

        [LoggerMessage(EventId = 2246, EventName = nameof(BoundReached), Level = LogLevel.Warning,
            Message = "{Count} outcome(s), {Size} KiB, wait for their acknowledgement; nothing more is claimed until half as many are left")]
        public static partial void BoundReached(ILogger logger, int count, long size);

        [LoggerMessage(EventId = 2247, EventName = nameof(RoomAgain), Level = LogLevel.Information,
            Message = "{Count} outcome(s) are left that wait for their acknowledgement; jobs are claimed again")]
        public static partial void RoomAgain(ILogger logger, int count);
    }
}
