using System.Collections.Concurrent;
using OjAspire.Hosting.Logs;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps what the replicas write. Safe for concurrent use.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ReplicaLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    internal ResourceLoggerService()
    {
    }

    /// <summary>First the last 10,000 lines, then each new one, in batches. Ends when the enumeration is cancelled.</summary>
    /// <param name="resourceName">Id of a replica.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => LogOf(resourceName).WatchAsync();

    internal ReplicaLog LogOf(string resourceId) => _logs.GetOrAdd(resourceId, _ => new());
}
