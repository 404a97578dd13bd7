using Microsoft.Extensions.Options;
using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>
/// The orderly end of this replica, run before the server stops to listen. It says that it stops and gives nothing out any
/// more; its queue is left to the other replicas. For a while it serves on as if nothing were: load balancers have to
/// notice first, and what was assigned here or is waited for here comes to its end. Then waits and streams end.
/// </summary>
internal sealed partial class Drain(
    Scheduler scheduler,
    SubmissionWaiters waiters,
    LeaseKeeper lease,
    IHostApplicationLifetime lifetime,
    IOptions<OwnershipOptions> options,
    TimeProvider time,
    ILogger<Drain> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StreamsEndWithin = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _streamsEnd = new();
    private CancellationTokenRegistration _onStopping;

    /// <summary>Cancelled when the streams have to end: after the host was told to stop, and the drain time.</summary>
    public CancellationToken StreamsEnd => _streamsEnd.Token;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // As early as the signal: nothing is claimed between it and the orderly stop.
        _onStopping = lifetime.ApplicationStopping.Register(scheduler.BeginDrain);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        scheduler.BeginDrain();
        var held = scheduler.CountHeld();
        Log.Draining(logger, held, options.Value.LameDuckTime);
        try
        {
            await ServeOnAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Out of time: the rest goes on without.
        }
        finally
        {
            waiters.End();
            await _streamsEnd.CancelAsync();
            await WaitForStreamsAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ReleaseLeaseAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _onStopping.Dispose();
        _streamsEnd.Dispose();
    }

    private async Task ServeOnAsync(CancellationToken cancellationToken)
    {
        // Silence would be no reason to go earlier: who was not told yet may send his next request here at any moment.
        var start = time.GetTimestamp();
        var elapsed = TimeSpan.Zero;
        while (elapsed < options.Value.LameDuckTime || (elapsed < options.Value.DrainTime && (scheduler.CountHeld() > 0 || waiters.Count > 0)))
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            elapsed = time.GetElapsedTime(start);
        }
    }

    /// <summary>Lets the streams send how they ended, before the server closes their connections.</summary>
    private async Task WaitForStreamsAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        do
        {
            await Task.Delay(LookEvery, time, cancellationToken);
        }
        while (scheduler.HasStreams() && time.GetElapsedTime(start) < StreamsEndWithin);
    }

    /// <summary>Leaves to the others what still runs. Last, because until then the results came here.</summary>
    private async Task ReleaseLeaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await lease.ReleaseAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // The stop goes on: without the release, the others adopt as soon as the lease has run out.
            Log.LeaseNotReleased(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2171, EventName = "Draining", Level = LogLevel.Information,
            Message = "This server stops: it gives nothing out, leaves its queue to the others, waits for {Count} running job(s), and serves on for at least {LameDuckTime}")]
        public static partial void Draining(ILogger logger, int count, TimeSpan lameDuckTime);

        [LoggerMessage(EventId = 2172, EventName = "LeaseNotReleased", Level = LogLevel.Warning,
            Message = "The lease could not be released; the others adopt this server's submissions when it has run out")]
        public static partial void LeaseNotReleased(ILogger logger, Exception exception);
    }
}
