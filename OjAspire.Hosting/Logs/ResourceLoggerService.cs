using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OjAspire.Hosting.Logs;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps what the replicas write. Safe for concurrent use.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ReplicaLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _time;

    internal ResourceLoggerService(TimeProvider time) => _time = time;

    /// <summary>First the last 10,000 lines, then each new one, in batches. Ends when the enumeration is cancelled.</summary>
    /// <param name="resourceName">Id of a replica.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => LogOf(resourceName).WatchAsync();

    /// <summary>Writes into the log of a replica; what is below <see cref="LogLevel.Information"/> is left out.</summary>
    /// <param name="resourceName">Id of a replica.</param>
    public ILogger GetLogger(string resourceName) => new ReplicaLogger(LogOf(resourceName));

    internal ReplicaLog LogOf(string resourceId) => _logs.GetOrAdd(resourceId, _ => new(_time));
}
