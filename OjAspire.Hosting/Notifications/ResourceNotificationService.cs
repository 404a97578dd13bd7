using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OjAspire.Hosting.Commands;
using OjAspire.Hosting.Notifications;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Knows the newest snapshot of every resource and tells watchers of each new one. Safe for concurrent use.
/// </summary>
public class ResourceNotificationService
{
    private static readonly CustomResourceSnapshot Unknown = new() { ResourceType = "Unknown", Properties = [] };

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _newest = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ResourceEventQueue> _watchers = [];

    private readonly CustomCommands _commands;

    internal ResourceNotificationService(CustomCommands commands) => _commands = commands;

    /// <summary>
    /// First every resource as it is, then each new snapshot. A watcher that falls far behind gets the newest snapshot of
    /// each resource instead of every step.
    /// </summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var queue = new ResourceEventQueue();
        lock (_gate)
        {
            foreach (var known in _newest.Values)
            {
                queue.Add(known);
            }

            _watchers.Add(queue);
        }

        try
        {
            while (true)
            {
                yield return await queue.TakeAsync(cancellationToken);
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(queue);
            }
        }
    }

    /// <summary>The newest snapshot of a replica, or of a resource that has only one.</summary>
    /// <param name="resourceId">Id of a replica or name of a resource; the name of several replicas matches nothing.</param>
    /// <param name="resourceEvent">The snapshot, if there is one.</param>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate)
        {
            if (!_newest.TryGetValue(resourceId, out resourceEvent))
            {
                var named = _newest.Values.Where(known => NameIs(known, resourceId)).Take(2).ToArray();
                resourceEvent = named.Length == 1 ? named[0] : null;
            }

            return resourceEvent is not null;
        }
    }

    /// <summary>Replaces a snapshot and tells watchers. A snapshot that changes nothing is not published.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">Which replica of it.</param>
    /// <param name="stateFactory">Makes the new snapshot of the present one; called again when another was published meanwhile.</param>
    internal void Publish(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        // The factory and the commands of the application host are called outside the lock, whatever they may do.
        CustomResourceSnapshot present, next;
        do
        {
            present = Present(resourceId);
            next = _commands.Update(resource, resourceId, stateFactory(present) with { Version = present.Version });
        }
        while (next != present && !TryPublish(resource, resourceId, present, next));
    }

    private CustomResourceSnapshot Present(string resourceId)
    {
        lock (_gate)
        {
            return PresentWithLock(resourceId);
        }
    }

    private CustomResourceSnapshot PresentWithLock(string resourceId) => _newest.TryGetValue(resourceId, out var known) ? known.Snapshot : Unknown;

    private bool TryPublish(IResource resource, string resourceId, CustomResourceSnapshot present, CustomResourceSnapshot next)
    {
        lock (_gate)
        {
            if (PresentWithLock(resourceId) != present)
            {
                return false;
            }

            var published = new ResourceEvent(resource, resourceId, next with { Version = present.Version + 1 });
            _newest[resourceId] = published;
            _watchers.ForEach(watcher => watcher.Add(published));
            return true;
        }
    }

    /// <summary>The newest snapshot of everything.</summary>
    internal IReadOnlyList<ResourceEvent> Snapshot()
    {
        lock (_gate)
        {
            return [.. _newest.Values];
        }
    }

    /// <summary>Waits until a resource, or any replica of it, is in a state.</summary>
    /// <param name="resourceName">Name of the resource.</param>
    /// <param name="targetState">The state; running when not given.</param>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(
            resourceName, known => known.Snapshot.State?.Text == (targetState ?? KnownResourceStates.Running), cancellationToken);

    /// <summary>Waits until a snapshot of a resource, or of any replica of it, is as wanted.</summary>
    /// <param name="resourceName">Name of the resource.</param>
    /// <param name="predicate">What is wanted.</param>
    /// <exception cref="OperationCanceledException">Cancelled before; the message names the resource and its last state.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        string? last = null;
        try
        {
            await foreach (var known in WatchAsync(cancellationToken))
            {
                if (NameIs(known, resourceName))
                {
                    last = $"{known.ResourceId} is {known.Snapshot.State?.Text} and {known.Snapshot.HealthStatus?.ToString() ?? "of unknown health"}";
                    if (predicate(known))
                    {
                        return known;
                    }
                }
            }
        }
        catch (OperationCanceledException cancelled)
        {
            throw new OperationCanceledException(
                $"Resource '{resourceName}' did not become what was waited for before the wait was cancelled ({last ?? "nothing is known of it"}).",
                cancelled,
                cancellationToken);
        }

        throw new InvalidOperationException("A watch ends only by cancellation.");
    }

    /// <summary>Waits until a resource, or any replica of it, is running and healthy.</summary>
    /// <param name="resourceName">Name of the resource.</param>
    /// <exception cref="DistributedApplicationException">It could not be started.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var known = await WaitForResourceAsync(
            resourceName,
            known => known.Snapshot.HealthStatus == HealthStatus.Healthy || known.Snapshot.State?.Text == KnownResourceStates.FailedToStart,
            cancellationToken);
        return known.Snapshot.HealthStatus == HealthStatus.Healthy
            ? known
            : throw new DistributedApplicationException(
                $"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start.");
    }

    private static bool NameIs(ResourceEvent known, string name) =>
        string.Equals(known.Resource.Name, name, StringComparison.OrdinalIgnoreCase);
}
