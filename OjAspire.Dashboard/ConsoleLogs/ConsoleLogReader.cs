using Grpc.Core;
using OjAspire.Dashboard.ResourceService;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>Follows one resource's log for as long as somebody looks at it.</summary>
internal sealed partial class ConsoleLogReader(ResourceServiceClient client, TimeProvider time, ILogger<ConsoleLogReader> logger)
{
    /// <summary>Fills the buffer until cancelled. When the stream breaks, it is opened again and the log told anew.</summary>
    public async Task ReadAsync(string resourceId, LogBuffer buffer, CancellationToken cancellationToken)
    {
        var delay = new ReconnectDelay(time);
        while (!cancellationToken.IsCancellationRequested)
        {
            delay.Begin();
            try
            {
                await ReadStreamAsync(resourceId, buffer, cancellationToken);
            }
            catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.StreamBroke(logger, resourceId, exception.StatusCode, exception.Status.Detail);
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is RpcException or OperationCanceledException)
            {
                return;
            }
            await Task.Delay(delay.Next(), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadStreamAsync(string resourceId, LogBuffer buffer, CancellationToken cancellationToken)
    {
        var told = false;
        await foreach (var batch in client.WatchConsoleLogsAsync(resourceId, cancellationToken))
        {
            if (!told)
            {
                // The stream tells the log from its beginning. An app host that was started again numbers its lines anew, so what is
                // here cannot be told from what comes; it is replaced, and only now, so that the page is not empty meanwhile.
                buffer.Restart(resourceId);
                told = true;
            }
            buffer.Append(resourceId, batch.Lines);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Debug,
            "Console log of {Resource}: the stream broke ({Status}: {Detail}); opening it again", EventName = "ConsoleLogStreamBroke")]
        public static partial void StreamBroke(ILogger logger, string resource, StatusCode status, string detail);
    }
}
