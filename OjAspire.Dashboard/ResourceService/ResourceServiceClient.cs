using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.ResourceService;

/// <summary>Calls the app host. One HTTP/2 connection, shared by every page; a dead peer is noticed within seconds.</summary>
internal sealed class ResourceServiceClient(IOptions<ResourceServiceOptions> options, ILoggerFactory loggers) : IDisposable
{
    private const string ApiKeyHeader = "x-resource-service-api-key";

    // Made at the first call: this client is constructed before the settings have been validated as a whole.
    private readonly Lazy<GrpcChannel> _channel = new(() => Connect(options.Value, loggers));

    /// <summary>Whether there is an app host to call. Nothing else may be called when there is none.</summary>
    public bool IsConfigured => options.Value.IsConfigured;

    private OjAspire.ResourceService.ResourceService.ResourceServiceClient Client => new(_channel.Value);

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
        [EnumeratorCancellation] CancellationToken cancellationToken)
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
        string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = Client.WatchConsoleLogs(new WatchConsoleLogsRequest { ResourceId = resourceId }, Options(cancellationToken));
        await foreach (var batch in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            yield return batch;
        }
    }

    /// <summary>Runs a command and waits for its end.</summary>
    /// <exception cref="RpcException">The app host cannot be reached or refuses.</exception>
    public async Task<ExecuteCommandResponse> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken) =>
        await Client.ExecuteCommandAsync(
            new ExecuteCommandRequest { ResourceId = resourceId, CommandName = commandName }, Options(cancellationToken));

    public void Dispose()
    {
        if (_channel.IsValueCreated)
        {
            _channel.Value.Dispose();
        }
    }

    private static GrpcChannel Connect(ResourceServiceOptions settings, ILoggerFactory loggers) =>
        GrpcChannel.ForAddress(settings.EndpointUrl!, new GrpcChannelOptions
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

    private CallOptions Options(CancellationToken cancellationToken)
    {
        var headers = new Metadata();
        if (options.Value.AuthMode is ResourceServiceAuthMode.ApiKey)
        {
            headers.Add(ApiKeyHeader, options.Value.ApiKey!);
        }
        return new CallOptions(headers, cancellationToken: cancellationToken);
    }
}
