using Microsoft.Extensions.Options;
using OjApi.Submissions;

namespace OjApi.Judge0.Requests;

/// <summary>
/// Removes idempotency keys that have run out, now and then, so that the store does not keep them for ever. Nothing depends on when: what
/// has run out is not looked at any more.
/// </summary>
internal sealed partial class ExpiredKeys(
    ISubmissionStore store, IOptions<Judge0Options> options, TimeProvider time, ILogger<ExpiredKeys> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryRemoveAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Quiet: another replica removes them.
        }
    }

    private async Task TryRemoveAsync(CancellationToken stoppingToken)
    {
        try
        {
            await store.RemoveExpiredKeysAsync(options.Value.IdempotencyKeyLifetime, stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Log.NotRemoved(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2651, EventName = "ExpiredKeysNotRemoved", Level = LogLevel.Warning,
            Message = "Idempotency keys that have run out could not be removed; tried again in a minute")]
        public static partial void NotRemoved(ILogger logger, Exception exception);
    }
}
