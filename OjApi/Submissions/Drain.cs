using Microsoft.Extensions.Options;
using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>
/// The orderly end of this replica, run before the server stops to listen: nothing is taken in or given out any more, the
/// sandboxes are told, the queue is left to the other replicas, results of what was assigned here are still taken for a
/// while, and then the streams end.
/// </summary>
internal sealed partial class Drain(
    Scheduler scheduler,
    LeaseKeeper lease,
    IHostApplicationLifetime lifetime,
    IOptions<OwnershipOptions> options,
    TimeProvider time,
    ILogger<Drain> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _streamsEnd = new();
    private CancellationTokenRegistration _onStopping;

    /// <summary>Cancelled when the streams have to end: after the host was told to stop, and the drain time.</summary>
    public CancellationToken StreamsEnd => _streamsEnd.Token;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // As early as the signal, so that no request slips in between it and the orderly stop.
        _onStopping = lifetime.ApplicationStopping.Register(scheduler.BeginDrain);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        scheduler.BeginDrain();
        var held = scheduler.CountHeld();
        Log.Draining(logger, held);
        try
        {
            await lease.ReleaseAsync(cancellationToken);
            await WaitForResultsAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // The stop goes on: without the release, the others adopt as soon as the lease has run out.
            Log.LeaseNotReleased(logger, exception);
        }
        finally
        {
            await _streamsEnd.CancelAsync();
            await WaitForStreamsAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _onStopping.Dispose();
        _streamsEnd.Dispose();
    }

    /// <summary>Lets the streams send how they ended, before the server closes their connections.</summary>
    private async Task WaitForStreamsAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        do
        {
            await Task.Delay(LookEvery, time, cancellationToken);
        }
        while (scheduler.Sandboxes().Count > 0 && time.GetElapsedTime(start) < LastWords);
    }

    private async Task WaitForResultsAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (scheduler.CountHeld() > 0 && time.GetElapsedTime(start) < options.Value.DrainTime)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2171, EventName = "Draining", Level = LogLevel.Information,
            Message = "This server stops: it takes nothing in, leaves its queue to the others, and waits for {Count} running job(s)")]
        public static partial void Draining(ILogger logger, int count);

        [LoggerMessage(EventId = 2172, EventName = "LeaseNotReleased", Level = LogLevel.Warning,
            Message = "The lease could not be released; the others adopt this server's submissions when it has run out")]
        public static partial void LeaseNotReleased(ILogger logger, Exception exception);
    }
}
