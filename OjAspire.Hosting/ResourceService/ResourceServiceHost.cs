using System.Net;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OjAspire.Hosting.Composition;

namespace OjAspire.Hosting.ResourceService;

/// <summary>Serves the resources to a dashboard, on a loopback port of its own and only to who has the key.</summary>
internal sealed class ResourceServiceHost(
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : IAsyncDisposable
{
    private WebApplication? _server;

    /// <summary>What every call has to carry. New at each start of the application host.</summary>
    public string ApiKey { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Begins to serve.</summary>
    /// <returns>The address.</returns>
    public async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddSingleton(notifications);
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton(commands);
        builder.Services.AddSingleton(new ServedApplication(NameOf(environment.ApplicationName), lifetime.ApplicationStopping));
        builder.Services.AddRouting();
        builder.Services.AddGrpc(options => options.Interceptors.Add<ApiKeyInterceptor>(ApiKey));
        _server = builder.Build();
        _server.MapGrpcService<ResourceServer>();
        await _server.StartAsync(cancellationToken);
        return _server.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.StopAsync(new CancellationToken(canceled: true));
            await _server.DisposeAsync();
        }
    }

    private static string NameOf(string applicationName) =>
        applicationName.EndsWith(".AppHost", StringComparison.Ordinal) ? applicationName[..^".AppHost".Length] : applicationName;
}
