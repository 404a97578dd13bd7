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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var ticker = time.CreateTimer(_ => scheduler.Tick(), null, TickEvery, TickEvery);
        try
        {
            await foreach (var redelivery in scheduler.Redeliveries.ReadAllAsync(stoppingToken))
            {
                await RedeliverAsync(redelivery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left stays in the store; the next owner delivers it.
        }
    }

    private Task RedeliverAsync(Redelivery redelivery, CancellationToken stoppingToken) => StoreRetry.UntilDoneAsync(
        () => redeliverer.RedeliverAsync(redelivery, stoppingToken),
        exception => Log.StoreFailed(logger, redelivery.Key.Token, exception),
        time,
        stoppingToken);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2111, EventName = "RedeliveryNotStored", Level = LogLevel.Error,
            Message = "The store could not be told that submission {Token} is delivered again; tried again until it can")]
        public static partial void StoreFailed(ILogger logger, Guid token, Exception exception);
    }
}
