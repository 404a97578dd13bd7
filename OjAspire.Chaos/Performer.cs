using System.Collections.Concurrent;
using OjAspire.Chaos.Cluster;
using OjAspire.Chaos.Schedule;

namespace OjAspire.Chaos;

/// <summary>Does what the plan says, and undoes it.</summary>
/// <param name="cluster">To which application.</param>
/// <param name="journal">Told every act.</param>
internal sealed class Performer(ChaosCluster cluster, Journal journal) : IDisposable
{
    private readonly SemaphoreSlim _store = new(1);
    private readonly ConcurrentQueue<Act> _done = new();

    /// <summary>What was done.</summary>
    public IReadOnlyCollection<Act> Done => _done;

    /// <summary>Does all of it, counted from now on; ends when all is undone.</summary>
    public async Task PerformAsync(IReadOnlyList<Act> plan, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var acts = new List<Task>();
        try
        {
            foreach (var act in plan)
            {
                var rest = act.At - TimeProvider.System.GetElapsedTime(start);
                await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, TimeProvider.System, cancellationToken);
                journal.Write(act.ToString());
                _done.Enqueue(act);
                acts.Add(PerformAsync(act, cancellationToken));
            }
        }
        finally
        {
            await Task.WhenAll(acts);
        }
    }

    public void Dispose() => _store.Dispose();

    private Task PerformAsync(Act act, CancellationToken cancellationToken) => act.Fault switch
    {
        Fault.KillReplica => KillAsync([Replica(act)], act.For, cancellationToken),
        Fault.KillSandbox => KillAsync([Sandbox(act)], act.For, cancellationToken),
        Fault.KillAllReplicas => KillAsync(cluster.Replicas, act.For, cancellationToken),
        Fault.KillAllSandboxes => KillAsync(cluster.Sandboxes, act.For, cancellationToken),
        Fault.PauseReplica or Fault.PauseReplicaBriefly => Replica(act).PauseAsync(act.For, cancellationToken),
        Fault.PauseSandbox => Sandbox(act).PauseAsync(act.For, cancellationToken),
        Fault.RestartReplica => Replica(act).RestartAsync(),
        Fault.RestartSandbox => Sandbox(act).RestartAsync(),
        Fault.PartReplicaFromSandbox => cluster.Links.PartAsync(Replica(act).Address, Sandbox(act).Address, act.For, cancellationToken),
        Fault.PartReplicaFromStore => cluster.Links.PartAsync(Replica(act).Address, ChaosCluster.StoreAddress, act.For, cancellationToken),
        Fault.IsolateReplica => cluster.Links.IsolateAsync(Replica(act).Address, act.For, cancellationToken),
        Fault.IsolateSandbox => cluster.Links.IsolateAsync(Sandbox(act).Address, act.For, cancellationToken),
        Fault.StopStore => StopStoreAsync(act.For, cancellationToken),
        Fault.HangStore => HangStoreAsync(act.For, cancellationToken),
        _ => throw new InvalidOperationException($"Nobody knows how to do {act.Fault}."),
    };

    private static async Task KillAsync(IReadOnlyList<Member> members, TimeSpan away, CancellationToken cancellationToken)
    {
        await Task.WhenAll(members.Select(member => member.KillAsync()));
        await Task.Delay(away, TimeProvider.System, cancellationToken);
        foreach (var member in members)
        {
            member.Start();
        }
    }

    private async Task StopStoreAsync(TimeSpan away, CancellationToken cancellationToken)
    {
        await _store.WaitAsync(cancellationToken);
        try
        {
            await cluster.Store.StopAsync();
            await Task.Delay(away, TimeProvider.System, cancellationToken);
            await cluster.Store.StartAsync();
        }
        finally
        {
            _store.Release();
        }
    }

    private async Task HangStoreAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await _store.WaitAsync(cancellationToken);
        try
        {
            cluster.Store.Pause();
            await Task.Delay(time, TimeProvider.System, cancellationToken);
            cluster.Store.Resume();
        }
        finally
        {
            _store.Release();
        }
    }

    private Member Replica(Act act) => cluster.Replicas[act.Replica!.Value];

    private Member Sandbox(Act act) => cluster.Sandboxes[act.Sandbox!.Value];
}
