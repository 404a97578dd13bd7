using Grpc.Core;

namespace OjAspire.Dashboard.ResourceService;

/// <summary>Keeps the store current: one stream from the app host, opened again whenever it breaks.</summary>
internal sealed partial class ResourceWatcher(
    ResourceServiceClient client, ResourceStore store, TimeProvider time, ILogger<ResourceWatcher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!client.IsConfigured)
        {
            return;
        }
        store.SetStatus(ConnectionStatus.Connecting);
        var delay = new ReconnectDelay(time);
        while (!stoppingToken.IsCancellationRequested)
        {
            delay.Begin();
            try
            {
                await WatchAsync(stoppingToken);
                Log.StreamEnded(logger);
            }
            catch (RpcException exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.StreamBroke(logger, exception.StatusCode, exception.Status.Detail);
            }
            catch (Exception exception) when (stoppingToken.IsCancellationRequested && exception is RpcException or OperationCanceledException)
            {
                return;
            }
            if (store.Current.Status is ConnectionStatus.Connected)
            {
                store.SetStatus(ConnectionStatus.Reconnecting);
            }
            await Task.Delay(delay.Next(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        store.SetApplicationName(await client.GetApplicationNameAsync(cancellationToken));
        await foreach (var update in client.WatchResourcesAsync(cancellationToken))
        {
            if (update.UpdateCase is ResourceUpdate.UpdateOneofCase.Initial)
            {
                Log.Connected(logger, update.Initial.Resources.Count);
            }
            store.Apply(update);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4021, LogLevel.Information,
            "Connected to the resource service: {Count} resources", EventName = "ResourceServiceConnected")]
        public static partial void Connected(ILogger logger, int count);

        [LoggerMessage(4022, LogLevel.Warning,
            "The resource service's stream broke ({Status}: {Detail}); connecting again", EventName = "ResourceStreamBroke")]
        public static partial void StreamBroke(ILogger logger, StatusCode status, string detail);

        [LoggerMessage(4023, LogLevel.Information,
            "The resource service ended its stream; connecting again", EventName = "ResourceStreamEnded")]
        public static partial void StreamEnded(ILogger logger);
    }
}
