using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>
/// Sees to the deliveries that the core gave up by itself, one after the other, and lets the core's time pass when
/// nothing else happens.
/// </summary>
internal sealed partial class RedeliveryWorker(Scheduler scheduler, Redeliverer redeliverer, TimeProvider time, ILogger<RedeliveryWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Tells the store of the next one; says whether there was one.</summary>
    public async Task<bool> TryRedeliverNextAsync(CancellationToken cancellationToken)
    {
        if (!scheduler.Redeliveries.TryRead(out var redelivery))
        {
            return false;
        }

        await StoreRetry.UntilDoneAsync(
            () => redeliverer.RedeliverAsync(redelivery, cancellationToken),
            exception => Log.StoreFailed(logger, redelivery.Key.Token, exception),
            time,
            cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var ticker = time.CreateTimer(_ => scheduler.Tick(), null, TickEvery, TickEvery);
        try
        {
            while (await scheduler.Redeliveries.WaitToReadAsync(stoppingToken))
            {
                await TryRedeliverNextAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left stays in the store; the next owner delivers it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2111, EventName = "RedeliveryNotStored", Level = LogLevel.Error,
            Message = "The store could not be told that submission {Token} is delivered again; tried again until it can")]
        public static partial void StoreFailed(ILogger logger, Guid token, Exception exception);
    }
}
