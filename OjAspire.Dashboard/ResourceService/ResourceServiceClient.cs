using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.ResourceService;

/// <summary>Calls the app host. One HTTP/2 connection, shared by every page; a dead peer is noticed within seconds.</summary>
internal sealed class ResourceServiceClient : IDisposable
{
    private const string ApiKeyHeader = "x-resource-service-api-key";

    private readonly GrpcChannel? _channel;
    private readonly OjAspire.ResourceService.ResourceService.ResourceServiceClient? _client;
    private readonly Metadata _headers = [];

    public ResourceServiceClient(IOptions<ResourceServiceOptions> options, ILoggerFactory loggers)
    {
        var settings = options.Value;
        if (!settings.IsConfigured)
        {
            return;
        }
        _channel = GrpcChannel.ForAddress(settings.EndpointUrl!, new GrpcChannelOptions
        {
            LoggerFactory = loggers,
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                KeepAlivePingDelay = TimeSpan.FromSeconds(10),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
                KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
                EnableMultipleHttp2Connections = true,
                // The app host is reached directly, whatever proxy the environment names for the outside world.
                UseProxy = false,
            },
        });
        _client = new OjAspire.ResourceService.ResourceService.ResourceServiceClient(_channel);
        if (settings.AuthMode is ResourceServiceAuthMode.ApiKey)
        {
            _headers.Add(ApiKeyHeader, settings.ApiKey!);
        }
    }

    /// <summary>Whether there is an app host to call. Nothing else may be called when there is none.</summary>
    public bool IsConfigured => _client is not null;

    private OjAspire.ResourceService.ResourceService.ResourceServiceClient Client =>
        _client ?? throw new InvalidOperationException($"{ResourceServiceOptions.EndpointUrlKey} is not set.");

    /// <summary>The name of the application.</summary>
    /// <exception cref="RpcException">The app host cannot be reached or refuses.</exception>
    public async Task<string> GetApplicationNameAsync(CancellationToken cancellationToken)
    {
        var application = await Client.GetApplicationAsync(new GetApplicationRequest(), Options(cancellationToken));
        return application.Name;
    }

    /// <summary>Every resource, then each change, until the app host ends the stream.</summary>
    /// <exception cref="RpcException">The stream broke.</exception>
    public async IAsyncEnumerable<ResourceUpdate> WatchResourcesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = Client.WatchResources(new WatchResourcesRequest(), Options(cancellationToken));
        await foreach (var update in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            yield return update;
        }
    }

    /// <summary>The lines kept by the app host, then each new one, until the app host ends the stream.</summary>
    /// <exception cref="RpcException">The stream broke, or there is no such resource.</exception>
    public async IAsyncEnumerable<ConsoleLogBatch> WatchConsoleLogsAsync(
        string resourceId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = Client.WatchConsoleLogs(new WatchConsoleLogsRequest { ResourceId = resourceId }, Options(cancellationToken));
        await foreach (var batch in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            yield return batch;
        }
    }

    /// <summary>Runs a command and waits for its end.</summary>
    /// <exception cref="RpcException">The app host cannot be reached or refuses.</exception>
    public async Task<ExecuteCommandResponse> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken) =>
        await Client.ExecuteCommandAsync(
            new ExecuteCommandRequest { ResourceId = resourceId, CommandName = commandName }, Options(cancellationToken));

    public void Dispose() => _channel?.Dispose();

    private CallOptions Options(CancellationToken cancellationToken) => new(_headers, cancellationToken: cancellationToken);
}
