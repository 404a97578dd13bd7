using Microsoft.Extensions.Primitives;

namespace OjSandbox.Discovery;

/// <summary>
/// Holds the newest snapshot of the endpoints. It outlives the library's providers, which come and go with use, so
/// that the last known list is never lost with one of them. Thread-safe.
/// </summary>
internal sealed class SchedulerEndpoints : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _superseded = new();
    private volatile EndpointSnapshot _current;

    /// <summary>Starts with no endpoint known.</summary>
    public SchedulerEndpoints() => _current = new EndpointSnapshot([], new CancellationChangeToken(_superseded.Token));

    /// <summary>The newest snapshot. List and token belong together: a token that has not fired means that the list is the newest.</summary>
    public EndpointSnapshot Current => _current;

    /// <summary>Puts a new list in place of the one before and tells whoever watched that one.</summary>
    /// <param name="endpoints">Every known replica, in any order.</param>
    /// <param name="evenIfEqual">Whether an equal list is news too, because somebody has just written it.</param>
    public void Publish(IEnumerable<SchedulerEndpoint> endpoints, bool evenIfEqual = false)
    {
        SchedulerEndpoint[] sorted = [.. endpoints.Distinct().OrderBy(endpoint => endpoint.Key, StringComparer.Ordinal)];
        CancellationTokenSource before;
        lock (_gate)
        {
            if (!evenIfEqual && sorted.SequenceEqual(_current.Endpoints))
            {
                return;
            }

            before = _superseded;
            _superseded = new CancellationTokenSource();
            _current = new EndpointSnapshot(sorted, new CancellationChangeToken(_superseded.Token));
        }

        // After the swap and outside the lock: whoever is called back finds the new list.
        before.Cancel();
        before.Dispose();
    }

    public void Dispose() => _superseded.Dispose();
}
