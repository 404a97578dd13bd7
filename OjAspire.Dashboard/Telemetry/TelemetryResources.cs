using System.Diagnostics.CodeAnalysis;

namespace OjAspire.Dashboard.Telemetry;

/// <summary>Who has sent telemetry. Safe from any thread.</summary>
internal sealed class TelemetryResources(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TelemetryResource, TelemetrySender> _senders = [];

    /// <summary>Raised when a sender is new, not each time it is heard.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Notes that a resource was heard.</summary>
    /// <param name="known">The one object that stands for this resource.</param>
    /// <returns>False when it is new and there are as many as are kept.</returns>
    public bool TryHear(TelemetryResource resource, DateTimeOffset now, [NotNullWhen(true)] out TelemetryResource? known)
    {
        var isNew = false;
        lock (_gate)
        {
            if (_senders.TryGetValue(resource, out var sender))
            {
                known = sender.Resource;
                _senders[known] = sender with { LastSeen = now };
            }
            else if (_senders.Count < capacity)
            {
                known = resource;
                _senders.Add(resource, new TelemetrySender(resource, now, now));
                isNew = true;
            }
            else
            {
                known = null;
                return false;
            }
        }
        if (isNew)
        {
            Changed.Raise();
        }
        return true;
    }

    /// <summary>All senders, by name and instance.</summary>
    public TelemetrySender[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _senders.Values.OrderBy(sender => sender.Resource.Id, StringComparer.Ordinal)];
        }
    }
}
