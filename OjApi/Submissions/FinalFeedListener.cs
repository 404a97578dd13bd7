using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Submissions;

/// <summary>
/// Follows what became final at any replica: wakes who waits for it here, takes it out of the queue, and stops it in sandboxes if
/// it ended without a verdict.
/// </summary>
internal sealed partial class FinalFeedListener(
    ISubmissionFeed feed,
    Scheduler scheduler,
    SubmissionWaiters waiters,
    ApiMetrics metrics,
    TimeProvider time,
    ILogger<FinalFeedListener> logger) : BackgroundService
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.FeedFailed(logger, exception);
                await Task.Delay(RetryEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        await using var finals = feed.WatchFinalAsync(stoppingToken).GetAsyncEnumerator(stoppingToken);
        var next = finals.MoveNextAsync();

        // Watching since just now: whoever waited before looks for himself.
        waiters.WakeAll();
        while (await next)
        {
            var (key, isUnjudged) = finals.Current;
            if (isUnjudged)
            {
                scheduler.Stop(key);
            }
            else
            {
                metrics.Judged(scheduler.Forget(key));
            }

            waiters.Wake(key.Token);
            next = finals.MoveNextAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2151, EventName = "FeedFailed", Level = LogLevel.Warning,
            Message = "The feed of final submissions broke off; watched again soon")]
        public static partial void FeedFailed(ILogger logger, Exception exception);
    }
}
