using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjAspire.Dashboard.Otlp.Grpc;
using OjAspire.Dashboard.Otlp.Http;

namespace OjAspire.Dashboard.Otlp;

/// <summary>
/// Receives telemetry, by a web server of its own: nothing that opens or belongs to the pages is there, and nothing of it is among the
/// pages.
/// </summary>
internal sealed partial class OtlpServer(
    IOptions<OtlpOptions> options, ApiKeys keys, IntakeGate gate, Intake intake, IConfiguration configuration, ILoggerFactory loggers,
    ILogger<OtlpServer> logger)
    : IHostedService, IAsyncDisposable
{
    private const int MostConnections = 2_000;

    // What a request that waits for its turn may send ahead, and over HTTP/2 all of a connection.
    private const int MostAhead = 128 * 1_024;

    private WebApplication? _server;

    /// <summary>Where gRPC is received; null before the start, or when it is not.</summary>
    public Uri? GrpcAddress { get; private set; }

    /// <summary>Where HTTP is received; null before the start, or when it is not.</summary>
    public Uri? HttpAddress { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _server = Build();
        await _server.StartAsync(cancellationToken);
        var addresses = new Queue<string>(_server.Urls);
        if (options.Value.GrpcEndpointUrl is not null)
        {
            GrpcAddress = new Uri(addresses.Dequeue());
            Log.ListeningForGrpc(logger, GrpcAddress.GetLeftPart(UriPartial.Authority));
        }
        if (options.Value.HttpEndpointUrl is not null)
        {
            HttpAddress = new Uri(addresses.Dequeue());
            Log.ListeningForHttp(logger, HttpAddress.GetLeftPart(UriPartial.Authority));
        }
        if (options.Value.AuthMode is OtlpAuthMode.Unsecured)
        {
            Log.Open(logger);
        }
        else if (options.Value.HasGeneratedKey)
        {
            Log.Key(logger, ApiKeyCheck.Header, options.Value.PrimaryApiKey!);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Listen);
        builder.Services.AddSingleton<ILoggerFactory>(new ReceiverLoggers(loggers));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(keys);
        builder.Services.AddSingleton(intake);
        builder.Services.AddRouting();
        builder.Services.AddCors();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = options.Value.MaxRequestSize);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<Intake>, GrpcExports>());
        var app = builder.Build();
        app.UseBrowserSenders(options.Value.Cors);
        app.UseApiKeyCheck();
        app.Use(gate.PassAsync);
        app.UseRouting();
        app.MapGrpcService<Intake>();
        app.MapHttpExports();
        return app;
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Whoever reads a request counts its bytes, and has an answer for too many; this would only cut the connection.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestBufferSize = MostAhead;
        kestrel.Limits.Http2.InitialConnectionWindowSize = MostAhead;
        kestrel.Limits.Http2.InitialStreamWindowSize = MostAhead;
        kestrel.Configure(configuration.GetSection("Kestrel"));
        if (options.Value.GrpcEndpointUrl is { } grpc)
        {
            kestrel.Listen(grpc, HttpProtocols.Http2);
        }
        if (options.Value.HttpEndpointUrl is { } http)
        {
            // Without TLS there is nothing by which the two could tell each other that they speak HTTP/2.
            kestrel.Listen(
                http, http.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4031, LogLevel.Information, "OTLP/gRPC listening on: {Address}", EventName = "OtlpGrpcListening")]
        public static partial void ListeningForGrpc(ILogger logger, string address);

        [LoggerMessage(4032, LogLevel.Information, "OTLP/HTTP listening on: {Address}", EventName = "OtlpHttpListening")]
        public static partial void ListeningForHttp(ILogger logger, string address);

        [LoggerMessage(4033, LogLevel.Information, "OTLP senders need the header {Header}: {Key}", EventName = "OtlpKey")]
        public static partial void Key(ILogger logger, string header, string key);

        [LoggerMessage(4034, LogLevel.Warning, "OTLP: anybody who can reach the addresses may send", EventName = "OtlpOpen")]
        public static partial void Open(ILogger logger);
    }
}
