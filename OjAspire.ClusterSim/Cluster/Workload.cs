using System.Collections.Immutable;
using OjAspire.ClusterSim.Manifests;
using OjAspire.ClusterSim.Pods;

namespace OjAspire.ClusterSim.Cluster;

/// <summary>The pods of a Deployment, kept by the rules of its controller. Its owner calls one method at a time.</summary>
/// <param name="deployment">The Deployment.</param>
/// <param name="start">Starts a pod.</param>
/// <param name="remove">Takes away what a pod that has ended leaves.</param>
internal sealed class Workload(Deployment deployment, Func<Deployment, Task<Pod>> start, Func<Pod, Task> remove) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private ImmutableList<Task<Departure>> _departures = [];
    private ImmutableList<Task<Pod>> _starts = [];
    private ImmutableList<Pod> _pods = [];
    private volatile bool _ended;

    /// <summary>The Deployment as it was applied.</summary>
    public Deployment Deployment => deployment;

    /// <summary>The pods that are not being deleted, oldest first.</summary>
    public ImmutableList<Pod> Pods => _pods;

    /// <summary>Every pod that there ever was.</summary>
    public IEnumerable<Pod> All => _starts.Where(start => start.IsCompletedSuccessfully).Select(start => start.Result);

    /// <summary>Starts as many pods as there are to be, and waits until they are ready.</summary>
    public Task DeployAsync() => AddAsync(deployment.Replicas);

    /// <summary>Brings the number of pods to another one. More: ends when they are ready. Fewer: ends when they have gone.</summary>
    /// <returns>How those went that did.</returns>
    public async Task<Departure[]> ScaleAsync(int replicas)
    {
        if (replicas >= _pods.Count)
        {
            await AddAsync(replicas - _pods.Count);
            return [];
        }

        // Among pods that are all ready the youngest go first.
        return await Task.WhenAll(_pods.Skip(replicas).ToArray().Select(pod => DeleteAsync(pod)));
    }

    /// <summary>Replaces all pods: new ones above the number, as many as are allowed; an old one goes when a new one is ready.</summary>
    public async Task<Departure[]> RollAsync()
    {
        if (deployment is not { MaxUnavailable: 0, MaxSurge: > 0 })
        {
            throw new NotSupportedException("Only rolling with maxUnavailable 0 and maxSurge above it is simulated.");
        }

        var departures = new List<Task<Departure>>();
        foreach (var old in _pods.Chunk(deployment.MaxSurge))
        {
            await AddAsync(old.Length);
            departures.AddRange(old.Select(pod => DeleteAsync(pod)));
        }

        return await Task.WhenAll(departures);
    }

    /// <summary>Deletes one pod; a new one takes its place at once.</summary>
    /// <param name="grace">Instead of the pod's own grace period; zero is SIGKILL at once.</param>
    public (Task<Departure> Gone, Task Replaced) Replace(Pod pod, TimeSpan? grace = null) => (DeleteAsync(pod, grace), AddAsync(1));

    public async ValueTask DisposeAsync()
    {
        _ended = true;
        foreach (var start in _starts)
        {
            await ((Task)start).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var pod in All)
        {
            await pod.DisposeAsync();
        }

        await Task.WhenAll(_departures);
    }

    private async Task AddAsync(int count)
    {
        Task<Pod>[] starts = [.. Enumerable.Range(0, count).Select(_ => StartAsync())];
        ImmutableInterlocked.Update(ref _starts, all => all.AddRange(starts));
        var young = await Task.WhenAll(starts);
        await Task.WhenAll(young.Select(pod => pod.WhenReadyAsync(Patience)));
    }

    private async Task<Pod> StartAsync()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        var pod = await start(deployment);
        ImmutableInterlocked.Update(ref _pods, pods => pods.Add(pod));
        return pod;
    }

    private Task<Departure> DeleteAsync(Pod pod, TimeSpan? grace = null)
    {
        ImmutableInterlocked.Update(ref _pods, pods => pods.Remove(pod));
        var departure = DepartAsync(pod, grace);
        ImmutableInterlocked.Update(ref _departures, all => all.Add(departure));
        return departure;
    }

    private async Task<Departure> DepartAsync(Pod pod, TimeSpan? grace)
    {
        var departure = await pod.DeleteAsync(grace);
        await remove(pod);
        return departure;
    }
}
