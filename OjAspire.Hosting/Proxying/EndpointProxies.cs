using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OjAspire.Hosting.Composition;
using OjAspire.Hosting.Processes;
using OjAspire.ServiceDefaults.SharedPort;
using Yarp.ReverseProxy.Forwarder;

namespace OjAspire.Hosting.Proxying;

/// <summary>The shared endpoints: one listener each, on both loopback addresses.</summary>
internal sealed class EndpointProxies(IConfiguration configuration, ILoggerFactory loggers, TimeProvider time) : IAsyncDisposable
{
    private const int AttemptsWithFreePort = 5;

    private readonly ConcurrentDictionary<EndpointAnnotation, Rotation> _rotations = new();
    private readonly List<WebApplication> _listeners = [];
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(5),

        // The proxy is not part of the trace: the client's own trace context goes through as it is.
        ActivityHeadersPropagator = null,
    });

    public Rotation RotationOf(EndpointAnnotation endpoint) => _rotations.GetOrAdd(endpoint, _ => new());

    /// <summary>Begins to listen on every endpoint of a resource. Until a replica joins, requests are answered with 503.</summary>
    /// <exception cref="DistributedApplicationException">A port is in use.</exception>
    public async Task ListenAsync(ProjectResource resource, CancellationToken cancellationToken)
    {
        var fixedPorts = !configuration.GetValue(KnownSettings.RandomizePorts, false);
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = fixedPorts && endpoint.Port is { } given
                ? await TryListenAsync(resource, endpoint, given, cancellationToken) ?? throw InUse(resource, endpoint, given)
                : await ListenOnFreePortAsync(resource, endpoint, cancellationToken);
            endpoint.AllocatedEndpoint = new(endpoint, "localhost", port);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
        {
            // Replicas are gone by now, so there is no request worth waiting for.
            await listener.StopAsync(new CancellationToken(canceled: true));
            await listener.DisposeAsync();
        }

        _listeners.Clear();
        _client.Dispose();
    }

    private async Task<int> ListenOnFreePortAsync(ProjectResource resource, EndpointAnnotation endpoint, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Find();
            if (await TryListenAsync(resource, endpoint, port, cancellationToken) is { } listening)
            {
                return listening;
            }

            if (attempt == AttemptsWithFreePort)
            {
                throw InUse(resource, endpoint, port);
            }
        }
    }

    private async Task<int?> TryListenAsync(
        ProjectResource resource, EndpointAnnotation endpoint, int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSharedPort([string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")]);
        builder.WebHost.ConfigureKestrel(Unlimit);
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddHttpForwarder();
        var application = builder.Build();
        var proxy = new BalancingProxy(
            resource.Name,
            RotationOf(endpoint),
            application.Services.GetRequiredService<IHttpForwarder>(),
            _client,
            loggers.CreateLogger<BalancingProxy>());
        application.Run(proxy.HandleAsync);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException)
        {
            await application.DisposeAsync();
            return null;
        }

        _listeners.Add(application);
        return port;
    }

    private static void Unlimit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
    }

    private static DistributedApplicationException InUse(ProjectResource resource, EndpointAnnotation endpoint, int port) => new(
        $"Port {port} of endpoint '{endpoint.Name}' of '{resource.Name}' is already in use. End the program that listens on it, or choose another port.");
}
