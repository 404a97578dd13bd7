using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OjAspire.Tests.Troubleshooting;

/// <summary>Servers that a sandbox may end up at by mistake, each on a free port of the loopback.</summary>
internal sealed class ForeignServers : IAsyncDisposable
{
    private readonly List<WebApplication> _apps = [];

    /// <summary>A web server that knows HTTP/1.1 only, as many proxies do.</summary>
    public Task<string> StartHttp1Async() => StartAsync(HttpProtocols.Http1, context => context.Response.WriteAsync("hello"));

    /// <summary>A web server that speaks HTTP/2 and knows nothing of us.</summary>
    public Task<string> StartHttp2Async() => StartAsync(HttpProtocols.Http2, context =>
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>An API server of another time.</summary>
    public Task<string> StartOtherVersionAsync() => StartAsync(HttpProtocols.Http2, context =>
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = "9";
        context.Response.Headers["grpc-message"] = "protocol version 1 is unknown; this server speaks 2";
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }
    }

    /// <returns><c>address:port</c>.</returns>
    private async Task<string> StartAsync(HttpProtocols protocols, RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = protocols));
        var app = builder.Build();
        app.Run(answer);
        _apps.Add(app);
        await app.StartAsync();
        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;
    }
}
