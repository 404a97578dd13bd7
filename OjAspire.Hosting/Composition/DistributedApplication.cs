using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OjAspire.Hosting.Composition;
using OjAspire.Hosting.Testing;

namespace Aspire.Hosting;

/// <summary>An application of several processes, composed by a program and run by it.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly EntryPointRun? _run;

    internal DistributedApplication(IHost host, EntryPointRun? run) =>
        (_host, _lifetime, _run) = (host, host.Services.GetRequiredService<IHostApplicationLifetime>(), run);

    /// <summary>Services of the application host.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>What is known of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Runs the commands of resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Begins composing an application.</summary>
    /// <param name="args">Arguments of the command line.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Begins composing an application.</summary>
    /// <param name="options">How.</param>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var run = EntryPointRun.Current;
        return new DistributedApplicationBuilder(run?.Configure(options) ?? options, run);
    }

    /// <summary>
    /// Runs until the program is told to end. An application that cannot be started as it is written ends the program with
    /// exit code 1 and a message instead of an unhandled exception.
    /// </summary>
    public void Run()
    {
        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (DistributedApplicationException wrong) when (_run is null)
        {
            Console.Error.WriteLine(wrong.Message);
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Runs until the program is told to end or the token is cancelled.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_run is not null)
        {
            // A test holds this application and starts it when it likes; the entry point only lives along with it.
            await _run.Disposed.WaitAsync(cancellationToken);
            return;
        }

        await using (this)
        {
            await _host.RunAsync(cancellationToken);
        }
    }

    /// <summary>Starts it. Replicas that wait for others start later.</summary>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => _host.StartAsync(cancellationToken);

    /// <summary>Stops it: first those who waited for others, then the others.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <inheritdoc />
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops it if it is still running, and lets go of everything.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (_lifetime.ApplicationStarted.IsCancellationRequested && !_lifetime.ApplicationStopped.IsCancellationRequested)
        {
            await _host.StopAsync();
        }

        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }

        if (_run is not null)
        {
            await _run.EndAsync();
        }

        GC.SuppressFinalize(this);
    }
}
