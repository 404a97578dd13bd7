using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace OjAspire.AppHost;

/// <summary>Writes the list anew whenever a healthy replica comes or goes.</summary>
internal sealed class ReplicaListPublisher(ReplicaList list, ResourceNotificationService notifications) : BackgroundService
{
    private readonly SortedDictionary<string, string> _byId = new(StringComparer.Ordinal);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // A list of an earlier run would send sandboxes to ports that belong to others by now.
        await WriteAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var known in notifications.WatchAsync(stoppingToken))
        {
            if (known.Resource == list.Resource && Update(known))
            {
                await WriteAsync(stoppingToken);
            }
        }
    }

    private bool Update(ResourceEvent known)
    {
        var address = known.Snapshot.HealthStatus == HealthStatus.Healthy ? ReplicaAddress.Of(known.Snapshot) : null;
        if (address is null)
        {
            return _byId.Remove(known.ResourceId);
        }

        var changed = _byId.GetValueOrDefault(known.ResourceId) != address;
        _byId[known.ResourceId] = address;
        return changed;
    }

    /// <summary>Replaces the file in one step, so that a reader never sees half of it.</summary>
    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var written = list.Path + ".new";
        await File.WriteAllTextAsync(written, JsonSerializer.Serialize(_byId.Values), cancellationToken);
        File.Move(written, list.Path, overwrite: true);
    }
}
