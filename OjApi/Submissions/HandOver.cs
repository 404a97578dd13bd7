using Microsoft.Extensions.Options;
using OjApi.Endpoints;
using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>
/// Leaves what waits here in vain to the other replicas: everything once this one drains, and else what no connected
/// sandbox can judge. What was handed over belongs to nobody until a replica with such a sandbox adopts it, so replicas
/// without one do not pass it round. How much may lie there is bounded; the rest waits here, where it fills the queue.
/// </summary>
internal sealed partial class HandOver(
    ISubmissionStore store,
    Scheduler scheduler,
    ServerIdentity identity,
    IOptions<SchedulingOptions> options,
    TimeProvider time,
    ILogger<HandOver> logger) : BackgroundService
{
    private const int HandedOverAtOnce = 500;

    /// <summary>Hands over what waits in vain now.</summary>
    public async Task HandOverAsync(CancellationToken cancellationToken)
    {
        while (await RoomAsync(cancellationToken) is > 0 and var room && scheduler.TakeUnservable(room) is { Count: > 0 } tokens)
        {
            await LeaveAsync(tokens, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await scheduler.Unservable.WaitAsync(stoppingToken);
                await TryHandOverAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left stays this replica's in the store; others adopt it when the lease is released.
        }
    }

    private async Task TryHandOverAsync(CancellationToken stoppingToken)
    {
        try
        {
            await HandOverAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Log.StoreFailed(logger, exception);
            await Task.Delay(StoreRetry.Interval, time, stoppingToken);
        }
    }

    private async Task<int> RoomAsync(CancellationToken cancellationToken) => scheduler.IsDraining
        ? HandedOverAtOnce
        : Math.Min(HandedOverAtOnce, options.Value.MaxUnfinished - (await store.ListHandedOverAsync(cancellationToken)).Sum(language => language.Count));

    /// <summary>Goes on until the store has taken it: the core has let go, and nobody else sees to these while this replica lives.</summary>
    private async Task LeaveAsync(IReadOnlyList<Guid> tokens, CancellationToken cancellationToken)
    {
        await StoreRetry.UntilDoneAsync(
            () => store.HandOverAsync(identity.Id, tokens, cancellationToken),
            exception => Log.StoreFailed(logger, exception),
            time,
            cancellationToken);
        Log.HandedOver(logger, tokens.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2181, EventName = "SubmissionsHandedOver", Level = LogLevel.Information,
            Message = "Handed {Count} waiting submission(s) over: no sandbox takes them here")]
        public static partial void HandedOver(ILogger logger, int count);

        [LoggerMessage(EventId = 2182, EventName = "SubmissionsNotHandedOver", Level = LogLevel.Error,
            Message = "Waiting submissions could not be handed over; tried again until they can")]
        public static partial void StoreFailed(ILogger logger, Exception exception);
    }
}
