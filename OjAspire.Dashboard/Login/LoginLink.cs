using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.Login;

/// <summary>Logs, once the server listens, the address to open: with the token in it, or without where none is needed.</summary>
internal sealed partial class LoginLink(
    IServer server, IOptions<FrontendOptions> options, ILogger<LoginLink> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/');
        if (options.Value.AuthMode is FrontendAuthMode.Unsecured)
        {
            Log.Open(logger, address);
        }
        else
        {
            Log.LogIn(logger, address, LoginPage.Path, LoginPage.TokenParameter, Uri.EscapeDataString(options.Value.BrowserToken!));
        }
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(4011, LogLevel.Information,
            "Login to the dashboard at {Address}{Path}?{Parameter}={Token}", EventName = "LoginLink")]
        public static partial void LogIn(ILogger logger, string? address, string path, string parameter, string token);

        [LoggerMessage(4012, LogLevel.Warning,
            "Dashboard at {Address}: anybody who can reach it may look and command", EventName = "DashboardOpen")]
        public static partial void Open(ILogger logger, string? address);
    }
}
