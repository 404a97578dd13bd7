using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OjAspire.ServiceDefaults;

/// <summary>How services run.</summary>
public static class Lifetime
{
    /// <summary>
    /// Runs a host until it is told to stop. Being told so before the start is done, while a database is waited for say, is an end in order
    /// as well, and no unhandled exception.
    /// </summary>
    /// <param name="host">The composed host.</param>
    public static void RunToEnd(this IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            host.Run();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It was told to stop, and has stopped.
        }
    }
}
