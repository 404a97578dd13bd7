using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace OjAspire.AppHost;

/// <summary>Says where to watch the start-up, and where everything is once all of it is healthy.</summary>
internal sealed class StartupBanner(
    ReplicaList api, ResourceNotificationService notifications, AppHostOptions options, IConfiguration configuration)
    : BackgroundService
{
    // There is a token only when there is a dashboard.
    private string? DashboardLink =>
        configuration["AppHost:BrowserToken"] is { Length: > 0 } token ? $"{configuration["ASPNETCORE_URLS"]}/login?t={token}" : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (DashboardLink is { } link)
        {
            await Console.Out.WriteLineAsync($"Starting; watch it at {link}");
        }

        var healthy = new SortedDictionary<string, ResourceEvent>(StringComparer.Ordinal);
        var expected = options.ApiReplicas + options.SandboxReplicas;
        await foreach (var known in notifications.WatchAsync(stoppingToken))
        {
            if (known.Resource is not ProjectResource || known.Snapshot.IsHidden)
            {
                continue;
            }

            if (known.Snapshot.HealthStatus == HealthStatus.Healthy)
            {
                healthy[known.ResourceId] = known;
            }
            else
            {
                healthy.Remove(known.ResourceId);
            }

            if (healthy.Count == expected)
            {
                var address = new EndpointReference(api.Resource, "http").Url;
                var sandboxes = await SandboxSummary.ReadAsync(address, options.SandboxReplicas, stoppingToken);
                await Console.Out.WriteAsync(Text(address, healthy.Values, sandboxes));
                return;
            }
        }
    }

    private string Text(string address, IEnumerable<ResourceEvent> healthy, IEnumerable<string> sandboxes)
    {
        var text = new StringBuilder().AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"  API        {address}");
        foreach (var known in healthy.Where(known => known.Resource == api.Resource))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    replica  {ReplicaAddress.Of(known.Snapshot)}  ({known.ResourceId})");
        }

        foreach (var sandbox in sandboxes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  Sandboxes  {sandbox}");
        }

        if (DashboardLink is { } link)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  Dashboard  {link}");
        }

        const string Submission = """{"language_id":71,"source_code":"print(6*7)"}""";
        return text.AppendLine(CultureInfo.InvariantCulture, $"  Try        curl -s '{address}/submissions?wait=true' -H 'content-type: application/json' -d '{Submission}'")
            .AppendLine("  Ctrl-C stops everything.")
            .AppendLine()
            .ToString();
    }
}
