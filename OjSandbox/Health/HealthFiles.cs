using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OjSandbox.Session.Slots;

namespace OjSandbox.Health;

/// <summary>
/// Keeps two empty files for probes that look at files: <c>alive</c>, there while this process works, and <c>ready</c>, there while it
/// takes jobs. Both are touched once a second, so a file that is old is as good as none: what a killed process left, or a
/// process that hangs. Removes them at the end.
/// </summary>
internal sealed partial class HealthFiles(
    IOptions<HealthOptions> options, SlotKeeper slots, TimeProvider time, ILogger<HealthFiles> logger) : IHostedLifecycleService, IDisposable
{
    /// <summary>Names of the files.</summary>
    public const string Alive = "alive", Ready = "ready";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _keeping = Task.CompletedTask;
    private bool _failing;

    /// <summary>Removes what a process before this one left, before trying out isolation and languages takes its time.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Do(directory =>
        {
            Directory.CreateDirectory(directory);
            Remove(directory);
        });
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(options.Value.Directory))
        {
            _keeping = KeepAsync(_stopping.Token);
        }

        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Do(Remove);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            Do(Show);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void Show(string directory)
    {
        // Asking takes the lock of the slots: a sandbox in which that is stuck is not shown as alive.
        if (slots.TakesWork)
        {
            Touch(Path.Combine(directory, Ready));
        }
        else
        {
            File.Delete(Path.Combine(directory, Ready));
        }

        Touch(Path.Combine(directory, Alive));
    }

    private void Touch(string path)
    {
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime);
    }

    private static void Remove(string directory)
    {
        File.Delete(Path.Combine(directory, Ready));
        File.Delete(Path.Combine(directory, Alive));
    }

    private void Do(Action<string> what)
    {
        if (options.Value.Directory is not { Length: > 0 } directory)
        {
            return;
        }

        try
        {
            what(directory);
            _failing = false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (!_failing)
            {
                Log.NotWritten(logger, failure, directory);
            }

            _failing = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2401, LogLevel.Warning, "The health files in {Directory} cannot be written; probes will take this sandbox for dead", EventName = "HealthNotWritten")]
        public static partial void NotWritten(ILogger logger, Exception exception, string directory);
    }
}
