using OjApi.Submissions;
using OjAspire.Tests.Scheduling.Simulation;

namespace OjAspire.Tests.Scheduling.Model;

// What goes wrong.
internal sealed partial class ModelWorld
{
    private static readonly TimeSpan BackAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongerThanLease = new OwnershipOptions().Lease + TimeSpan.FromSeconds(5);

    /// <summary>Something goes wrong.</summary>
    /// <param name="which">Which replica, sandbox or stream it is, where one is enough.</param>
    public void Inject(Fault fault, int which)
    {
        Witness.Faults++;
        var replica = _replicas[which % _replicas.Length];
        var sandbox = _sandboxes[which % _sandboxes.Length];
        switch (fault)
        {
            case Fault.KillReplica when replica is not null:
                Kill(replica);
                break;
            case Fault.KillAllReplicas:
                Array.ForEach([.. _replicas.OfType<Replica>()], Kill);
                break;
            case Fault.PauseReplica when replica is { IsPaused: false }:
                replica.IsPaused = true;
                _later.Add((Now + LongerThanLease, () => replica.IsPaused = false));
                break;
            case Fault.DrainReplica when replica is { IsUp: true, IsPaused: false, IsDraining: false }:
                replica.BeginDrain();
                _later.Add((Now + DrainTime, () => Leave(replica)));
                break;
            case Fault.KillSandbox:
                Replace(sandbox);
                break;
            case Fault.DrainSandbox when !sandbox.IsDraining:
                sandbox.BeginDrain();
                _later.Add((Now + DrainTime, () => LeaveInOrder(sandbox)));
                break;
            case Fault.FailJob when sandbox.Judging.Count > 0:
                End(sandbox, sandbox.Judging[which % sandbox.Judging.Count].Id.Token, fails: true);
                break;
            case Fault.CutStream when _links.Count > 0:
                Cut(_links[which % _links.Count]);
                break;
            case Fault.SilenceStream when _links.Count > 0:
                _links[which % _links.Count].FallSilent(toServer: which % 2 == 0, toSandbox: which % 3 != 1);
                break;
            case Fault.StoreAway:
                IsStoreAway = true;
                _later.Add((Now + LongerThanLease, () => IsStoreAway = false));
                break;
            case Fault.StoreHanging:
                IsStoreHanging = true;
                _later.Add((Now + LongerThanLease, () => IsStoreHanging = false));
                break;
            case Fault.RefuseCalls:
                FailCalls(call => !call.IsDone);
                break;
            case Fault.LoseAnswers:
                FailCalls(call => call.IsDone && call.MayBeInDoubt);
                break;
        }

        Settle();
    }

    private void Kill(Replica replica)
    {
        var index = Array.IndexOf(_replicas, replica);
        if (index < 0)
        {
            return;
        }

        _replicas[index] = null;
        replica.Dispose();
        _later.Add((Now + BackAfter, () => Start(index)));
    }

    private void Leave(Replica replica)
    {
        if (replica.IsDead)
        {
            return;
        }

        if (replica.IsPaused)
        {
            _later.Add((Now + DrainTime, () => Leave(replica)));
            return;
        }

        _leaving.Add((replica, replica.LeaveAsync([.. _links.Where(link => link.Server == replica.Gateway)])));
    }

    private void LeaveInOrder(SimulatedSandbox sandbox)
    {
        if (!sandbox.IsDead)
        {
            sandbox.LeaveInOrder();
            Replace(sandbox);
        }
    }

    private void Replace(SimulatedSandbox sandbox)
    {
        sandbox.Die();
        _sandboxes[Array.IndexOf(_sandboxes, sandbox)] = NewSandbox();
    }

    private void Cut(SimulatedLink link)
    {
        link.ToServer.Clear();
        link.Sandbox.GiveUp(link);
    }

    private void FailCalls(Predicate<StoreCall> which)
    {
        _storeTroubleAt = Now;
        foreach (var replica in _replicas.OfType<Replica>().Where(replica => !replica.IsPaused))
        {
            foreach (var call in replica.Calls.Where(call => which(call)).ToArray())
            {
                replica.Thread.Run(() => Did(call.Fail));
            }
        }
    }
}
