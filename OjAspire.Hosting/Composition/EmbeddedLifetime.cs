using Microsoft.Extensions.Hosting;

namespace OjAspire.Hosting.Composition;

/// <summary>Life of a web server inside the application host: signals are the application host's to hear, not the server's.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
