using OjApi.Gateway;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Scheduling.Simulation;

namespace OjAspire.Tests.Scheduling.Model;

// What may happen next while nothing breaks.
internal sealed partial class ModelWorld
{
    /// <summary>Everything that may happen next; each says whether it came to anything.</summary>
    private IEnumerable<Func<bool>> Moves()
    {
        foreach (var link in _links)
        {
            if (link.ToSandbox.Count > 0 && !link.SandboxGaveUp)
            {
                yield return () => Did(() => link.Sandbox.Read(link));
            }

            if (ReplicaOf(link) is { } replica && replica.CanRead(link))
            {
                yield return () => Did(() => Read(replica, link));
            }

            if (link.SandboxGaveUp != link.ServerGaveUp || link.Server.IsDead)
            {
                yield return () => NoticeEnd(link);
            }

            yield return () => link.Sandbox.Write(link, 1) > 0;
            yield return () => ReplicaOf(link) is { IsPaused: false } && !link.ServerGaveUp && On(link.Server, () => SimulatedServer.Write(link, 1) > 0);
        }

        foreach (var replica in _replicas.OfType<Replica>())
        {
            foreach (var call in replica.Calls.ToArray())
            {
                yield return () => Go(replica, call);
            }

            if (replica.Feed.Unheard > 0 && !replica.IsPaused)
            {
                yield return () => replica.Thread.Run(() => Did(replica.Feed.HearFinal));
            }

            if (replica.Feed.IsLeftUnheard && !replica.IsPaused)
            {
                yield return () => replica.Thread.Run(() => Did(replica.Feed.HearLeft));
            }
        }

        foreach (var sandbox in _sandboxes)
        {
            foreach (var replica in _replicas.OfType<Replica>().Where(replica => replica.IsUp && !replica.IsPaused))
            {
                yield return () => Dial(sandbox, replica.Gateway);
            }

            foreach (var job in sandbox.Judging.Where(job => IsOldEnough(sandbox, job.Id.Token)).ToArray())
            {
                yield return () => Did(() => End(sandbox, job.Id.Token, fails: false));
            }
        }
    }

    private static bool Did(Action action)
    {
        action();
        return true;
    }

    /// <summary>One step of a call.</summary>
    private bool Go(Replica replica, StoreCall call)
    {
        if (call.IsOver || (replica.IsPaused && (call.IsDone || IsStoreAway)))
        {
            return false;
        }

        if (call.IsDone)
        {
            return replica.Thread.Run(() => Did(call.Answer));
        }

        if (IsStoreAway)
        {
            _storeTroubleAt = Now;
            return replica.Thread.Run(() => Did(call.Fail));
        }

        if (IsStoreHanging)
        {
            _storeTroubleAt = Now;
            return false;
        }

        _ledger.Do(replica, call);
        if (call.Method is nameof(ISubmissionStore.HandOverAsync) or nameof(ISubmissionStore.ReleaseLeaseAsync))
        {
            Array.ForEach(_replicas, each => each?.Feed.WasLeft());
        }

        return true;
    }

    private void Read(Replica replica, SimulatedLink link)
    {
        var message = link.ToServer.Peek();
        if (message.State is not null)
        {
            var report = Incoming.Report(message.State);
            var before = _reported.GetValueOrDefault(link) ?? [];
            _reported[link] = report.Running.ToDictionary(key => key, key => before.GetValueOrDefault(key, Now));
        }

        replica.Read(link, Witness);
    }

    /// <summary>A replica asks the store for something; here it is asked whether it should.</summary>
    private void Asked(Replica replica, StoreCall call)
    {
        if (call.Method is not (nameof(ISubmissionStore.RequeueAsync) or nameof(ISubmissionStore.FailAsync))
            || call.Key is not { } key || Witness.WasGivenUp(key))
        {
            return;
        }

        // Whoever was told of a running job for longer than any grace time has no reason to deliver it again.
        var grace = new SchedulingOptions().OrphanGrace;
        var reported = _links.Where(link => link.IsWhole && link.Server == replica.Gateway && link.Sandbox.Judging.Any(job => Incoming.Key(job.Id) == key)
            && _reported.GetValueOrDefault(link)?.TryGetValue(key, out var since) == true && since + grace < Now);
        Witness.Require(_storeTroubleAt + (2 * grace) > Now || !reported.Any(), $"{replica.Id} delivers {key} again though a sandbox reports it");
    }

    private bool NoticeEnd(SimulatedLink link)
    {
        On(link.Server, () => Did(link.NoticeEnd));
        return link.SandboxGaveUp && (link.ServerGaveUp || link.Server.IsDead);
    }

    private bool Dial(SimulatedSandbox sandbox, SimulatedServer server)
    {
        // Not at once again: whoever is refused would go round in circles in no time.
        if (_dialledAt.TryGetValue((sandbox, server), out var dialledAt) && dialledAt + RedialAfter > Now)
        {
            return false;
        }

        sandbox.Dial(server);
        if (!sandbox.Links.TryGetValue(server.Address, out var link) || _links.Contains(link) || link.SandboxGaveUp)
        {
            return false;
        }

        _links.Add(link);
        _dialledAt[(sandbox, server)] = Now;
        return true;
    }

    private bool IsOldEnough(SimulatedSandbox sandbox, string token)
    {
        if (!_judgingSince.TryGetValue((sandbox, token), out var since))
        {
            _judgingSince[(sandbox, token)] = since = Now;
        }

        return since + JobTime <= Now;
    }

    private void End(SimulatedSandbox sandbox, string token, bool fails)
    {
        _judgingSince.Remove((sandbox, token));
        sandbox.End(sandbox.Judging.First(job => job.Id.Token == token), fails);
    }

    private Replica? ReplicaOf(SimulatedLink link) => Array.Find(_replicas, replica => replica?.Gateway == link.Server);
}
