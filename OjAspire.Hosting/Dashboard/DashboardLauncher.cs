using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OjAspire.Hosting.Composition;
using OjAspire.Hosting.Orchestration;
using OjAspire.Hosting.Processes;
using OjAspire.Hosting.ResourceService;

namespace OjAspire.Hosting.Dashboard;

/// <summary>Runs the dashboard as one more replica, hidden: started again when it crashes, stopped with the application.</summary>
internal sealed partial class DashboardLauncher(
    AppHost appHost, IConfiguration configuration, ResourceServiceHost resourceService, ReplicaFactory factory, ILogger<DashboardLauncher> logger)
{
    private const int ApiKeyDigits = 32;

    /// <summary>The dashboard, not started yet; nothing when it was not built.</summary>
    /// <exception cref="DistributedApplicationException">Its address is in use or is not one.</exception>
    public async Task<Replica?> CreateAsync(CancellationToken cancellationToken)
    {
        if (appHost.Metadata(KnownSettings.DashboardPathMetadata) is not { } path || !File.Exists(path))
        {
            Log.NotBuilt(logger);
            return null;
        }

        var url = AddressOf(KnownSettings.Urls, configuration[KnownSettings.Urls]);
        configuration[KnownSettings.Urls] = url;
        // Read by whoever sends: the projects are told the same address and the same key.
        SetAddress(KnownSettings.DashboardOtlpEndpoint, KnownSettings.LegacyDashboardOtlpEndpoint);
        SetAddress(KnownSettings.DashboardOtlpHttpEndpoint, KnownSettings.LegacyDashboardOtlpHttpEndpoint);
        configuration[KnownSettings.OtlpApiKey] =
            NotEmpty(configuration[KnownSettings.OtlpApiKey]) ?? RandomNumberGenerator.GetHexString(ApiKeyDigits, lowercase: true);
        var service = await resourceService.StartAsync(cancellationToken);
        var resource = new ProjectResource("aspire-dashboard");
        resource.Annotations.Add(new DashboardProject(path));
        resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            Fill(context.EnvironmentVariables, url, service);
            return Task.CompletedTask;
        }));
        return factory.Create(resource, hidden: true);
    }

    private void Fill(Dictionary<string, object> variables, string url, string service)
    {
        variables[KnownSettings.Urls] = url;
        variables[KnownSettings.ResourceServiceEndpoint] = service;
        variables["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = resourceService.ApiKey;
        variables["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
        variables["DASHBOARD__FRONTEND__BROWSERTOKEN"] = configuration[KnownSettings.BrowserToken] ?? "";
        variables[KnownSettings.DashboardOtlpEndpoint] = configuration[KnownSettings.DashboardOtlpEndpoint]!;
        variables[KnownSettings.DashboardOtlpHttpEndpoint] = configuration[KnownSettings.DashboardOtlpHttpEndpoint]!;
        variables["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__OTLP__PRIMARYAPIKEY"] = configuration[KnownSettings.OtlpApiKey]!;
    }

    private void SetAddress(string key, string legacyKey) =>
        configuration[key] = AddressOf(key, NotEmpty(configuration[key]) ?? NotEmpty(configuration[legacyKey]));

    private static string? NotEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string AddressOf(string key, string? configured)
    {
        var url = configured?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
            ?? string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort.Find()}");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            throw new DistributedApplicationException($"The dashboard's address '{url}' ({key}) is not an address.");
        }

        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, address.Port));
        }
        catch (SocketException)
        {
            throw new DistributedApplicationException(
                $"Port {address.Port} of the dashboard ({key}) is already in use. End the program that listens on it, or choose another port.");
        }

        return url.TrimEnd('/');
    }

    private static partial class Log
    {
        [LoggerMessage(3031, LogLevel.Warning, "The dashboard was not built; going on without it.", EventName = "DashboardNotBuilt")]
        public static partial void NotBuilt(ILogger logger);
    }
}
