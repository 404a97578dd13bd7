using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OjSandbox.Threading;

namespace OjSandbox.Discovery;

/// <summary>
/// Follows the app host's replica list within milliseconds of its being replaced. No file means that there is nothing
/// yet; a file that cannot be read, or has gone, leaves the last list standing.
/// </summary>
internal sealed partial class ReplicaListSource(
    DiscoverySettings settings,
    SchedulerEndpoints endpoints,
    TimeProvider time,
    ILogger<ReplicaListSource> logger) : BackgroundService
{
    // For a directory that is not there yet and for file systems that signal nothing.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Signal _changed = new();
    private byte[] _read = [];
    private bool _warned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var path = settings.ReplicaList!;
        FileSystemWatcher? watcher = null;
        try
        {
            var signalled = false;
            while (!stoppingToken.IsCancellationRequested)
            {
                // Watch first and read then: what is written in between is signalled.
                watcher ??= TryWatch(path);
                await ReadAsync(path, signalled, stoppingToken);
                signalled = await _changed.WaitAsync(LookAgainAfter, time, stoppingToken);
            }
        }
        finally
        {
            watcher?.Dispose();
        }
    }

    private FileSystemWatcher? TryWatch(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(directory))
        {
            return null;
        }

        // The directory, because replacing a file atomically makes the name point to another one.
        var watcher = new FileSystemWatcher(directory, Path.GetFileName(path));
        watcher.Created += (_, _) => _changed.Set();
        watcher.Changed += (_, _) => _changed.Set();
        watcher.Renamed += (_, _) => _changed.Set();
        watcher.Error += (_, _) => _changed.Set();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private async Task ReadAsync(string path, bool signalled, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            if (!signalled && content.AsSpan().SequenceEqual(_read))
            {
                return;
            }

            // Written anew with the same addresses is news too: a replica has come back at its address.
            endpoints.Publish(ReplicaList.Parse(content), evenIfEqual: true);
            _read = content;
            _warned = false;
        }
        catch (Exception nothingYet) when (nothingYet is FileNotFoundException or DirectoryNotFoundException)
        {
            Log.NoReplicaList(logger, path);
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            if (!_warned)
            {
                _warned = true;
                Log.ReplicaListUnreadable(logger, path, failure.Message, endpoints.Current.Endpoints.Count);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2121, EventName = nameof(ReplicaListUnreadable), Level = LogLevel.Warning,
            Message = "The replica list {Path} cannot be read ({Reason}); the last known {Count} address(es) stand")]
        public static partial void ReplicaListUnreadable(ILogger logger, string path, string reason, int count);

        [LoggerMessage(EventId = 2122, EventName = nameof(NoReplicaList), Level = LogLevel.Debug,
            Message = "There is no replica list at {Path} at the moment")]
        public static partial void NoReplicaList(ILogger logger, string path);
    }
}
