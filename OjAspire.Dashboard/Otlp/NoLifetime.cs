namespace OjAspire.Dashboard.Otlp;

/// <summary>The lifetime of a server within a program: signals are the program's alone.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
