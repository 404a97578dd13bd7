using Microsoft.Extensions.Hosting;

namespace OjAspire.AppHost;

/// <summary>Removes temporary files when every process that used them has ended.</summary>
internal sealed class InstanceDataCleanup(InstanceData data, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (data.IsTemporary)
        {
            lifetime.ApplicationStopped.Register(() => Directory.Delete(data.Folder, recursive: true));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
