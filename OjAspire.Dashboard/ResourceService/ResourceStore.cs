using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace OjAspire.Dashboard.ResourceService;

/// <summary>Holds the newest state and wakes its watchers. Safe from any thread.</summary>
internal sealed class ResourceStore
{
    private readonly Lock _gate = new();
    private ImmutableArray<Channel<bool>> _watchers = [];
    private volatile ResourceServiceState _current = ResourceServiceState.Empty;

    /// <summary>The newest state.</summary>
    public ResourceServiceState Current => _current;

    /// <summary>
    /// First the state as it is, then the newest one after each change. A slow reader skips steps and never falls behind.
    /// </summary>
    public async IAsyncEnumerable<ResourceServiceState> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One token in the channel means "something changed since you last looked"; a second one would say nothing more.
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (_gate)
        {
            _watchers = _watchers.Add(changed);
        }
        try
        {
            yield return Current;
            await foreach (var _ in changed.Reader.ReadAllAsync(cancellationToken))
            {
                yield return Current;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers = _watchers.Remove(changed);
            }
        }
    }

    /// <summary>Says whether the resources are current.</summary>
    public void SetStatus(ConnectionStatus status) => Update(state => state with { Status = status });

    /// <summary>Says what the application is called.</summary>
    public void SetApplicationName(string name) => Update(state => state with { ApplicationName = name });

    /// <summary>Takes one message of the app host's stream.</summary>
    public void Apply(ResourceUpdate update) => Update(state => update.UpdateCase switch
    {
        ResourceUpdate.UpdateOneofCase.Initial => state with
        {
            Status = ConnectionStatus.Connected,
            Resources = state.Resources.Clear()
                .SetItems(update.Initial.Resources.Select(resource => KeyValuePair.Create(resource.Id, resource))),
        },
        ResourceUpdate.UpdateOneofCase.Changed => state with { Resources = state.Resources.SetItem(update.Changed.Id, update.Changed) },
        ResourceUpdate.UpdateOneofCase.Deleted => state with { Resources = state.Resources.Remove(update.Deleted) },
        _ => state,
    });

    private void Update(Func<ResourceServiceState, ResourceServiceState> change)
    {
        ImmutableArray<Channel<bool>> watchers;
        lock (_gate)
        {
            _current = change(_current);
            watchers = _watchers;
        }
        foreach (var watcher in watchers)
        {
            watcher.Writer.TryWrite(true);
        }
    }
}
